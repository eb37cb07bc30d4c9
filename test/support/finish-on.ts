import { v7 as newId } from 'uuid';
import type { Database } from '../../src/database/connection/database.ts';

/** Five days on which something was finished: enough to tell how fast a stream goes. */
export const USUAL_DAYS = [1, 2, 3, 4, 83];

let written = 0;

/**
 * Items of a stream that were finished so many local days ago (of Berlin), at noon, and known long before, so that the stream is no
 * longer young. They have no events: only figures are to know them.
 *
 * @returns their keys
 */
export async function finishOn(
  database: Database,
  stream: { readonly key: string; readonly organization?: string },
  daysAgo: readonly number[],
): Promise<string[]> {
  const rows = daysAgo.map((days) => {
    written += 1;
    return { id: newId(), key: `${stream.key}-${90_000 + written}`, days };
  });
  await database.client.$executeRawUnsafe(
    `INSERT INTO item (organization_id, id, stream_id, key, title, state, started_at, finished_at, created_at, changed_at)
     SELECT v.organization_id, d.id, v.id, d.key, 'Finished before', 'done', f.at, f.at, f.at - interval '100 days', f.at
     FROM value_stream v JOIN organization o ON o.id = v.organization_id, jsonb_to_recordset($1::jsonb) AS d(id uuid, key text, days int), LATERAL (
       SELECT (date_trunc('day', now() AT TIME ZONE 'Europe/Berlin') - d.days * interval '1 day' + interval '12 hours') AT TIME ZONE 'Europe/Berlin' AS at) AS f
     WHERE v.key = $2 AND ($3::text IS NULL OR o.name = $3)`,
    JSON.stringify(rows),
    stream.key,
    stream.organization ?? null,
  );
  return rows.map((row) => row.key);
}
