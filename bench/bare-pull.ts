import pg from 'pg';
import { v7 as newId } from 'uuid';
import type { Acts } from '../test/concurrency/clients.ts';
import type { Asked, Operation, Refused } from '../test/support/history/operation.ts';
import type { Filled } from './data.ts';

/**
 * The pull of DESIGN section 3 and nothing else: the inbox row, the stream's lock, the team's, count, choose, write in one
 * statement with its event, and the reply stored in the inbox.
 */
export function barePull({ url, company }: Filled, limit: number, poolSize: number): Acts & { readonly close: () => Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const { organizationId, stages } = company;
  const here = [organizationId, company.streamId('PAY')];
  const stage = stages[0];
  const transaction = async (
    proc: number,
    asked: Asked,
    run: (sql: pg.PoolClient) => Promise<{ item?: string; refused?: Refused }>,
  ): Promise<Operation> => {
    const sql = await pool.connect();
    const invoke = performance.now();
    try {
      const key = newId();
      await sql.query('BEGIN');
      await sql.query(REMEMBER, [organizationId, key, new Date(Date.now() + KEPT_MS)]);
      await sql.query('SELECT id FROM value_stream WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE', here);
      // A finish frees a place of the team and needs no lock of it.
      if (asked.f === 'pull')
        await sql.query("SELECT id FROM team WHERE organization_id = $1 AND name = 'Alpha' FOR NO KEY UPDATE", [organizationId]);
      const result = await run(sql);
      await sql.query('UPDATE inbox SET reply = $3 WHERE organization_id = $1 AND key = $2', [organizationId, key, JSON.stringify(result)]);
      await sql.query('COMMIT');
      return { proc, stream: 'PAY', asked, invoke, complete: performance.now(), type: result.refused ? 'fail' : 'ok', ...result };
    } finally {
      sql.release();
    }
  };
  return {
    pull: (proc) =>
      transaction(proc, { f: 'pull' }, async (sql) => {
        const counted = await sql.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM item WHERE organization_id = $1 AND stream_id = $2 AND state = 'delivery'",
          here,
        );
        if ((counted.rows[0]?.n ?? 0) >= limit) return { refused: 'full' };
        const chosen = await sql.query<{ id: string; key: string }>(
          "SELECT id, key FROM item WHERE organization_id = $1 AND stream_id = $2 AND state = 'ready' AND NOT blocked ORDER BY rank LIMIT 1",
          here,
        );
        const item = chosen.rows[0];
        if (!item) return { refused: 'empty' };
        await sql.query(PULL, [
          ...here,
          item.id,
          stage?.id,
          newId(),
          new Date(),
          stage?.name,
          stage?.kind,
          JSON.stringify({ stageId: stage?.id }),
        ]);
        return { item: item.key };
      }),
    finish: (proc, item) =>
      transaction(proc, { f: 'finish', item }, async (sql) => {
        const done = await sql.query(FINISH, [organizationId, item, new Date()]);
        return done.rowCount === 1 ? {} : { refused: 'taken' };
      }),
    close: () => pool.end(),
  };
}

const KEPT_MS = 25 * 60 * 60 * 1_000;

const REMEMBER = 'INSERT INTO inbox (organization_id, key, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1';

const PULL = `
  WITH changed AS (
    UPDATE item SET state = 'delivery', stage_id = $4, rank = NULL, started_at = coalesce(started_at, $6), version = version + 1, revision = revision + 1
    WHERE organization_id = $1 AND id = $3 RETURNING revision
  ), closed AS (
    UPDATE stage_visit SET left_at = greatest($6::timestamptz, entered_at) WHERE organization_id = $1 AND item_id = $3 AND left_at IS NULL RETURNING 1
  ), opened AS (
    INSERT INTO stage_visit (organization_id, id, item_id, stream_id, stage_id, phase, stage, kind, entered_at)
    SELECT $1, $5, $3, $2, $4, 'delivery', $7, $8, $6 FROM changed CROSS JOIN (SELECT count(*) FROM closed) AS before
  )
  INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, data)
  SELECT $1, 'item', $3, revision, 'pulled', $6, $9::jsonb FROM changed`;

const FINISH = `
  WITH changed AS (
    UPDATE item SET state = 'done', stage_id = NULL, finished_at = $3, version = version + 1, revision = revision + 1
    WHERE organization_id = $1 AND key = $2 AND state = 'delivery' RETURNING id, revision
  ), closed AS (
    UPDATE stage_visit SET left_at = greatest($3::timestamptz, entered_at)
    WHERE organization_id = $1 AND item_id = (SELECT id FROM changed) AND left_at IS NULL
  )
  INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, data)
  SELECT $1, 'item', id, revision, 'finished', $3, '{}' FROM changed`;
