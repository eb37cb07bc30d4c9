-- Who was picked in a form was stored under a platform's id, which says nothing to people; and whoever opened Home alone as "somebody".
-- Their name comes with the next form in which they are picked, or by their own hand.
UPDATE "member" m SET "name" = 'somebody I can''t name yet'
WHERE m."name" = 'somebody' OR EXISTS (
  SELECT 1 FROM "account" a WHERE a."organization_id" = m."organization_id" AND a."member_id" = m."id" AND a."external_user" = m."name"
);
