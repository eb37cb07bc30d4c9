-- Names that two people gave at the same instant: the later one is told apart by its key, as one more version of what it says.
-- The version carries the day of the last review, so that nobody seems to have looked at it today.
WITH twin AS (
  SELECT t."organization_id", t."id", t."name" || ' (' || t."key" || ')' AS "told" FROM "theme" t
  WHERE t."state" <> 'retired' AND EXISTS (SELECT 1 FROM "theme" o WHERE o."organization_id" = t."organization_id" AND o."state" <> 'retired'
    AND lower(o."name") = lower(t."name") AND (o."created_at", o."id") < (t."created_at", t."id"))
), renamed AS (
  UPDATE "theme" t SET "name" = w."told", "revision" = t."revision" + 1 FROM twin w
  WHERE t."organization_id" = w."organization_id" AND t."id" = w."id"
  RETURNING t."organization_id", t."id", t."revision", t."reviewed_at", t."name"
)
INSERT INTO "event" ("organization_id", "subject_type", "subject_id", "subject_version", "kind", "at", "data")
SELECT "organization_id", 'theme', "id", "revision", 'changed', "reviewed_at", jsonb_build_object('name', "name") FROM renamed;

-- Objectives have no key: the end of their id tells them apart.
WITH twin AS (
  SELECT t."organization_id", t."id", t."title" || ' (' || right(t."id"::text, 6) || ')' AS "told" FROM "objective" t
  WHERE t."state" = 'active' AND EXISTS (SELECT 1 FROM "objective" o WHERE o."organization_id" = t."organization_id" AND o."state" = 'active'
    AND lower(o."title") = lower(t."title") AND (o."created_at", o."id") < (t."created_at", t."id"))
), renamed AS (
  UPDATE "objective" t SET "title" = w."told", "revision" = t."revision" + 1 FROM twin w
  WHERE t."organization_id" = w."organization_id" AND t."id" = w."id"
  RETURNING t."organization_id", t."id", t."revision", t."title"
)
INSERT INTO "event" ("organization_id", "subject_type", "subject_id", "subject_version", "kind", "at", "data")
SELECT "organization_id", 'objective', "id", "revision", 'changed', now(), jsonb_build_object('title', "title") FROM renamed;

-- What Prisma's language cannot say. A title may be longer than an entry of an index, its hash is not.
CREATE UNIQUE INDEX "theme_one_name_key" ON "theme" ("organization_id", md5(lower("name"))) WHERE "state" <> 'retired';
CREATE UNIQUE INDEX "objective_one_title_key" ON "objective" ("organization_id", md5(lower("title"))) WHERE "state" = 'active';
