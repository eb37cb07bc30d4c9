import pg from 'pg';
import type { Asked, Operation, Refused } from '../support/history/operation.ts';

/**
 * Pulls written wrongly, in the ways that people write them, on the same tables. `naive` chooses, counts and writes
 * without a lock; `skipLocked` locks the row it chooses and skips the locked ones, which is right for a queue without a
 * limit and an order. `locked` is the pattern that Millrace uses.
 */
export type Variant = 'naive' | 'skipLocked' | 'locked';

export interface Lab {
  readonly pull: (proc: number, variant: Variant) => Promise<Operation>;
  readonly finish: (proc: number, item: string) => Promise<Operation>;
  readonly close: () => Promise<void>;
}

interface Where {
  readonly organizationId: string;
  readonly streamId: string;
  readonly stageId: string;
}

/** @param limit of items in progress in the stream */
export function openLab(url: string, clients: number, { organizationId, streamId, stageId }: Where, limit: number): Lab {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  // A connection that the server ends before the pool does, as the database is dropped.
  pool.on('error', () => undefined);
  const here = [organizationId, streamId];
  const timed = async (
    proc: number,
    asked: Asked,
    run: (sql: pg.PoolClient) => Promise<{ item?: string; refused?: Refused }>,
  ): Promise<Operation> => {
    const sql = await pool.connect();
    const invoke = performance.now();
    try {
      await sql.query('BEGIN');
      const result = await run(sql);
      await sql.query('COMMIT');
      return { proc, stream: 'PAY', asked, invoke, complete: performance.now(), type: result.refused ? 'fail' : 'ok', ...result };
    } finally {
      sql.release();
    }
  };

  return {
    pull: (proc, variant) =>
      timed(proc, { f: 'pull' }, async (sql) => {
        if (variant === 'locked')
          await sql.query('SELECT id FROM value_stream WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE', here);
        const skip = variant === 'skipLocked' ? 'FOR UPDATE SKIP LOCKED' : '';
        const chosen = await sql.query<{ id: string; key: string }>(
          `SELECT id, key FROM item WHERE organization_id = $1 AND stream_id = $2 AND state = 'ready' ORDER BY rank LIMIT 1 ${skip}`,
          here,
        );
        const counted = await sql.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM item WHERE organization_id = $1 AND stream_id = $2 AND state = 'delivery'",
          here,
        );
        if ((counted.rows[0]?.n ?? 0) >= limit) return { refused: 'full' };
        const item = chosen.rows[0];
        if (!item) return { refused: 'empty' };
        await sql.query("UPDATE item SET state = 'delivery', rank = NULL, stage_id = $3 WHERE organization_id = $1 AND id = $2", [
          organizationId,
          item.id,
          stageId,
        ]);
        return { item: item.key };
      }),
    finish: (proc, item) =>
      timed(proc, { f: 'finish', item }, async (sql) => {
        const { rowCount } = await sql.query(
          `UPDATE item SET state = 'done', stage_id = NULL, started_at = coalesce(started_at, now()), finished_at = now()
           WHERE organization_id = $1 AND key = $2 AND state = 'delivery'`,
          [organizationId, item],
        );
        return rowCount === 1 ? {} : { refused: 'taken' };
      }),
    close: () => pool.end(),
  };
}
