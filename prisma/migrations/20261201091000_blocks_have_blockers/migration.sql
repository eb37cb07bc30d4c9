-- An open block that came with an import or the demo had no blocker, so nobody could say that they wait for the same. It gets one: what is
-- open and has the same words, else a new one for all of its organization that share them (src/database/open-blocks.ts).
WITH held AS (
  SELECT b."organization_id", b."id", b."reason", b."from_at" FROM "blocked_interval" b WHERE b."to_at" IS NULL AND b."blocker_id" IS NULL
), known AS (
  SELECT k."organization_id", k."id", k."reason" FROM "blocker" k WHERE k."resolved_at" IS NULL
), opened AS (
  INSERT INTO "blocker" ("organization_id", "id", "reason", "opened_at")
  SELECT h."organization_id", gen_random_uuid(), min(h."reason"), min(h."from_at") FROM held h
  WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k."organization_id" = h."organization_id" AND lower(k."reason") = lower(h."reason"))
  GROUP BY h."organization_id", lower(h."reason") RETURNING "organization_id", "id", "reason", "opened_at"
), logged AS (
  INSERT INTO "event" ("organization_id", "subject_type", "subject_id", "subject_version", "kind", "at", "data")
  SELECT o."organization_id", 'blocker', o."id", 1, 'opened', o."opened_at", jsonb_build_object('reason', o."reason") FROM opened o
)
UPDATE "blocked_interval" b SET "blocker_id" = (
  SELECT t."id" FROM (SELECT "organization_id", "id", "reason" FROM known UNION ALL SELECT "organization_id", "id", "reason" FROM opened) AS t
  WHERE t."organization_id" = b."organization_id" AND lower(t."reason") = lower(b."reason") ORDER BY t."id" LIMIT 1)
FROM held h WHERE b."organization_id" = h."organization_id" AND b."id" = h."id";
