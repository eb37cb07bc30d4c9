import type { Database } from '../../src/database/connection/database.ts';
import { openServer } from '../../src/database/connection/server.ts';
import { lockStreams } from '../../src/database/items/stream-locks.ts';

/** Another session that holds a stream. */
export interface Holder {
  readonly release: () => Promise<void>;
}

export interface HolderOptions {
  readonly url: string;
  readonly organizationId: string;
  readonly streamId: string;
  /** `forUpdate`: the stronger lock that Millrace must not take. */
  readonly manner?: 'asMillrace' | 'forUpdate';
}

/** Takes the stream's lock in a session of its own, and resolves when it has it. */
export async function holdStream({ url, organizationId, streamId, manner = 'asMillrace' }: HolderOptions): Promise<Holder> {
  const database = await openServer({ url, poolSize: 1, migrate: false });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((held, failed) => {
    ended = database
      .transaction(async (sql) => {
        if (manner === 'asMillrace') await lockStreams({ organizationId, sql, writing: true }, [streamId]);
        else
          await sql.$queryRaw`SELECT id FROM value_stream WHERE organization_id = ${organizationId}::uuid AND id = ${streamId}::uuid FOR UPDATE`;
        // A lock is sent without waiting for it; what comes behind it is answered once it is had.
        await sql.$queryRaw`SELECT 1 AS one`;
        held();
        await released;
      })
      .catch(failed);
  });
  return {
    release: async () => {
      release();
      await ended;
      await database.close();
    },
  };
}

/** Resolves when this many sessions wait for a lock. Looks, does not sleep. */
export async function untilWaiting(database: Database, n: number): Promise<void> {
  for (;;) {
    const [row] = await database.client.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if ((row?.waiting ?? 0) >= n) return;
  }
}

/** All connections of a pool in transactions at once: resolves only when none was lost. */
export async function useWholePool(database: Database, size: number): Promise<void> {
  let inside = 0;
  let open = () => {};
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  await Promise.all(
    Array.from({ length: size }, () =>
      // Past the queue that keeps some connections for reading.
      database.client.$transaction(async (sql) => {
        await sql.$queryRaw`SELECT 1 AS one`;
        inside += 1;
        if (inside === size) open();
        await all;
      }),
    ),
  );
}
