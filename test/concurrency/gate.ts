import type { Database } from '../../src/database/connection/database.ts';

/** Stands before the commit of writes that people asked for, and lets through, holds or kills the next. */
export interface Gate {
  readonly database: Database;
  /**
   * The next write ends there, as in a process that dies: nothing was committed, and nobody is left to ask again. Where only the connection
   * breaks, the process does that itself (test/database/lost-commit.test.ts).
   */
  readonly killNext: () => void;
  /** The next write stands still, all its statements done. */
  readonly holdNext: () => Held;
  /** Nobody is held or waited for any more: a test that failed leaves nothing to the next. */
  readonly open: () => void;
}

export interface Held {
  /** Resolves when a write stands before its commit. */
  readonly reached: Promise<void>;
  readonly release: () => void;
}

type Sql = Parameters<Parameters<Database['transaction']>[0]>[0];

/** @param database of a server; everything but the gate is as it was */
export function openGate(database: Database): Gate {
  const next: ((sql: Sql) => Promise<unknown>)[] = [];
  const holds = new Set<() => void>();
  return {
    database: {
      ...database,
      transaction: (run) =>
        database.transaction(async (sql) => {
          const result = await run(sql);
          // Only what was asked for carries a row of the inbox; the outbox has transactions of its own.
          if (next.length > 0 && (await isAsked(sql))) await next.shift()?.(sql);
          return result;
        }),
    },
    killNext: () => void next.push(() => Promise.reject(new Error('The process ended here.'))),
    holdNext: () => {
      let [reach, release] = [() => {}, () => {}];
      const reached = new Promise<void>((resolve) => {
        reach = resolve;
      });
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      next.push(async () => {
        reach();
        await released;
      });
      holds.add(release);
      return { reached, release };
    },
    open: () => {
      next.length = 0;
      for (const release of holds) release();
      holds.clear();
    },
  };
}

async function isAsked(sql: Sql): Promise<boolean> {
  // Joining an organization takes the inbox of the other one with it, its own row included; what it did is an event.
  const [row] = await sql.$queryRaw<{ asked: boolean }[]>`
    SELECT EXISTS (SELECT FROM inbox WHERE xmin = pg_current_xact_id()::xid) OR EXISTS (SELECT FROM event WHERE xmin = pg_current_xact_id()::xid) AS asked`;
  return row?.asked ?? false;
}
