import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../model/rights/refusal.ts';
import type { Database } from '../connection/database.ts';
import { isBusy, isOrganizationGone, isTaken, isWorthRepeating } from '../connection/sql-error.ts';
import type { TenantTransaction } from '../connection/tenant.ts';

/** How long a handled write is remembered: Slack repeats an event for up to 24 hours. */
const KEPT_MS = 25 * 60 * 60 * 1_000;
const ATTEMPTS = 4;

/** A reply as it is stored. `errors` is never stored: the corrected form may be sent again. */
interface Storable {
  readonly type: string;
}

/** The key has its row already: this was handled before, or by somebody else meanwhile. */
class Repeated extends Error {}

class RolledBack<Reply> extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('rolled back');
    this.reply = reply;
  }
}

/**
 * Runs a write exactly once per key: inserts the inbox row, runs, stores the reply, in one transaction. A repeat, even a
 * parallel one, waits for the first and gets its reply: `run` is begun, but its first statement fails, so it must do nothing
 * outside of its transaction. Deadlocks and rank collisions run the whole again, up to
 * three times; a lock or connection that does not come in time is refused as busy.
 */
export async function transact<Reply extends Storable>(
  database: Database,
  organizationId: string,
  key: string,
  now: Date,
  run: (tenant: TenantTransaction) => Promise<Reply>,
): Promise<{ readonly reply: Reply; readonly replayed: boolean }> {
  const expires = new Date(now.getTime() + KEPT_MS);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction(async (sql) => {
        // What the handler asks first leaves together with the row. On a repeat the row is refused, and with it all behind it.
        const first = sql.$executeRaw`
          INSERT INTO inbox (organization_id, key, expires_at) VALUES (${organizationId}::uuid, ${key}, ${expires})`;
        const [row, said] = await Promise.allSettled([first, run({ organizationId, sql, writing: true })]);
        if (row.status === 'rejected') throw isTaken(row.reason) ? new Repeated() : row.reason;
        if (said.status === 'rejected') throw said.reason;
        const reply = said.value;
        if (reply.type === 'errors') throw new RolledBack(reply);
        // What is stored is what is shown, now and on a repeat. It leaves together with the COMMIT.
        const written = JSON.stringify(reply);
        sql.$sendRaw`UPDATE inbox SET reply = ${written}::json WHERE organization_id = ${organizationId}::uuid AND key = ${key}`;
        return { reply: JSON.parse(written) as Reply, replayed: false };
      });
    } catch (error) {
      if (error instanceof Repeated) return { reply: await stored<Reply>(database, organizationId, key), replayed: true };
      if (error instanceof RolledBack) return { reply: error.reply as Reply, replayed: false };
      if (isWorthRepeating(error) && attempt < ATTEMPTS) {
        await wait(10 + Math.random() * 60 * attempt);
        continue;
      }
      if (isBusy(error) || isWorthRepeating(error)) {
        throw new Refusal('busy', 'Somebody else is changing this right now, and nothing of yours was changed.', 'Try again in a moment.');
      }
      if (isOrganizationGone(error))
        throw new Refusal(
          'busy',
          'This workspace joined another organization a moment ago, and nothing of yours was changed.',
          'Try again.',
        );
      throw error;
    }
  }
}

async function stored<Reply>({ sql }: Database, organizationId: string, key: string): Promise<Reply> {
  const [row] = await sql.$queryRaw<{ reply: Reply | null }[]>`
    SELECT reply FROM inbox WHERE organization_id = ${organizationId}::uuid AND key = ${key}`;
  if (!row?.reply) throw new Refusal('busy', 'That is being handled right now.', 'Give it a moment.');
  return row.reply;
}

/** Stores the reply to a write that was refused before it changed anything. */
export async function remember(database: Database, organizationId: string, key: string, now: Date, reply: Storable): Promise<void> {
  const expires = new Date(now.getTime() + KEPT_MS);
  await database.sql.$executeRaw`
    INSERT INTO inbox (organization_id, key, expires_at, reply)
    VALUES (${organizationId}::uuid, ${key}, ${expires}, ${JSON.stringify(reply)}::json) ON CONFLICT (organization_id, key) DO NOTHING`;
}
