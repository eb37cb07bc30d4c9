-- What was finished without ever being in a delivery stage has no start: an import used to note its finish as its start, too.
ALTER TABLE "item" DROP CONSTRAINT "item_finished_check";
ALTER TABLE "item" ADD CONSTRAINT "item_finished_check" CHECK ("state" <> 'done' OR "finished_at" IS NOT NULL);

-- The log never said such a start, so events stay as they are. Each start is told anew as replaying the log tells it
-- (src/model/item-event.ts): by the first pull or reopening, by a correction, by what an undoing gives back. An undoing of that time may
-- carry the made-up start: one like the finish is unknown, unless the item had it until then.
DO $$
DECLARE
  one record;
  told record;
  began timestamptz;
  given timestamptz;
BEGIN
  FOR one IN
    SELECT DISTINCT e.organization_id, e.subject_id FROM event e
    WHERE e.subject_type = 'item' AND e.kind = 'finished' AND NOT EXISTS (
      SELECT 1 FROM event p WHERE p.organization_id = e.organization_id AND p.subject_type = 'item' AND p.subject_id = e.subject_id
        AND p.kind = 'pulled' AND p.subject_version < e.subject_version)
  LOOP
    began := NULL;
    FOR told IN
      SELECT e.kind, e.at, e.data FROM event e
      WHERE e.organization_id = one.organization_id AND e.subject_type = 'item' AND e.subject_id = one.subject_id ORDER BY e.subject_version
    LOOP
      IF told.kind IN ('pulled', 'reopened') THEN
        began := coalesce(began, told.at);
      ELSIF told.kind = 'corrected' THEN
        began := coalesce((told.data->>'startedAt')::timestamptz, began);
      ELSIF told.kind = 'undone' THEN
        given := (told.data->'before'->>'startedAt')::timestamptz;
        began := CASE WHEN given = (told.data->'before'->>'finishedAt')::timestamptz AND given IS DISTINCT FROM began THEN NULL ELSE given END;
      END IF;
    END LOOP;
    UPDATE item SET started_at = began
    WHERE organization_id = one.organization_id AND id = one.subject_id AND started_at IS DISTINCT FROM began;
  END LOOP;
END $$;

-- What was kept of service levels knew those starts: the next look computes it anew.
DELETE FROM "service_level";
ALTER TABLE "service_level" ADD COLUMN     "without_start" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "backwards" TEXT[] DEFAULT ARRAY[]::TEXT[];
