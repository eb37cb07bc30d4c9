import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../model/rights/refusal.ts';
import { CommitUnknown } from '../connection/commit-unknown.ts';
import type { Database } from '../connection/database.ts';
import { isBusy, isOrganizationGone, isTaken, isWorthRepeating } from '../connection/sql-error.ts';
import type { TenantTransaction } from '../connection/tenant.ts';
import { databaseSilent, isUnavailable } from '../connection/unavailable.ts';
import { watchWrites } from './watch-writes.ts';

/** How long a handled write is remembered: Slack repeats an event for up to 24 hours. */
const KEPT_MS = 25 * 60 * 60 * 1_000;
const ATTEMPTS = 4;
/** For how long a silent database is asked again, so that a restart or failover need not become a person's answer. Below Slack's 3 s. */
const PATIENCE_MS = 1_500;
const PAUSE_MS = 100;
const SAME_AGAIN = 'Send the same again: it is never done twice.';

/** A reply as it is stored. `errors` is never stored: the corrected form may be sent again. */
interface Storable {
  readonly type: string;
}

interface Handled<Reply> {
  readonly reply: Reply;
  /** The reply is that of an earlier request. */
  readonly replayed: boolean;
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
 * parallel one, waits for the first and gets its reply. `run` is started for a repeat as well, but its first statement fails, so it
 * must do nothing outside of its transaction. After a deadlock or a rank collision everything runs again, up to three times; after a
 * broken connection, for a while. The same goes for a COMMIT whose answer was lost: the inbox row then says whether the first attempt
 * counts, and nothing is done twice.
 *
 * @param trigger a key of this one delivery, where `key` is that of a button that may be pressed again. An answer for which nothing was
 *   written ("full") is then kept for repeats of this delivery only, because the next press may find things changed
 * @throws Refusal `busy` when a lock, a connection or the database does not come in time, and nothing was changed
 * @throws Refusal `unconfirmed` when nobody could be asked whether a COMMIT arrived: the same key may be sent again
 */
export async function transact<Reply extends Storable>(
  database: Database,
  organizationId: string,
  key: string,
  now: Date,
  run: (tenant: TenantTransaction) => Promise<Reply>,
  trigger?: string,
): Promise<Handled<Reply>> {
  const expires = new Date(now.getTime() + KEPT_MS);
  const keys = trigger === undefined ? [key] : [key, trigger];
  const written = new Set<string>();
  // A COMMIT may have arrived, so nobody may say that nothing was changed.
  let doubt = false;
  const once = () =>
    database.transaction(async (sql) => {
      // What the handler asks first leaves together with the rows. On a repeat they are refused, and with them all behind them.
      const first = sql.$executeRaw`
        INSERT INTO inbox (organization_id, key, expires_at)
        SELECT ${organizationId}::uuid, k, ${expires} FROM unnest(${keys}::text[]) AS k`;
      const watched = watchWrites(sql);
      const [row, said] = await Promise.allSettled([first, run({ organizationId, sql: watched.sql, writing: true })]);
      if (row.status === 'rejected') throw isTaken(row.reason) ? new Repeated() : row.reason;
      // The row was free, so no earlier attempt was committed, and none will be.
      doubt = false;
      if (said.status === 'rejected') throw said.reason;
      const reply = said.value;
      if (reply.type === 'errors') throw new RolledBack(reply);
      // What is stored is what is shown, now and on a repeat. It leaves together with the COMMIT.
      const text = JSON.stringify(reply);
      written.add(text);
      const kept = trigger === undefined || watched.wrote() ? key : trigger;
      sql.$sendRaw`
        WITH other AS (
          DELETE FROM inbox WHERE organization_id = ${organizationId}::uuid AND key = ANY(${keys}::text[]) AND key <> ${kept}
        )
        UPDATE inbox SET reply = ${text}::json WHERE organization_id = ${organizationId}::uuid AND key = ${kept}`;
      return { reply: JSON.parse(text) as Reply, replayed: false };
    });
  let until = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once().catch(async (error: unknown) => {
        if (error instanceof RolledBack) return { reply: error.reply as Reply, replayed: false };
        if (!(error instanceof Repeated)) throw error;
        const text = await stored(database, organizationId, keys);
        return { reply: JSON.parse(text) as Reply, replayed: !written.has(text) };
      });
    } catch (error) {
      if (error instanceof CommitUnknown) {
        doubt = true;
        // Noticing may have taken long, so finding out what became of it gets time of its own.
        until = performance.now() + PATIENCE_MS;
      }
      const inTime = performance.now() < until;
      if (isWorthRepeating(error) && attempt < ATTEMPTS) await wait(10 + Math.random() * 60 * attempt);
      else if (inTime && (doubt || isUnavailable(error))) await wait(PAUSE_MS);
      else throw refusalFor(error, doubt) ?? error;
    }
  }
}

function refusalFor(error: unknown, doubt: boolean): Refusal | null {
  if (doubt)
    return new Refusal('unconfirmed', "My database fell silent while I saved that, so I can't tell whether it was done.", SAME_AGAIN);
  if (isBusy(error) || isWorthRepeating(error))
    return new Refusal('busy', 'Somebody else is changing this right now, and nothing of yours was changed.', 'Try again in a moment.');
  if (isUnavailable(error)) return databaseSilent();
  if (isOrganizationGone(error))
    return new Refusal('busy', 'This workspace joined another organization a moment ago, and nothing of yours was changed.', 'Try again.');
  return null;
}

async function stored({ sql }: Database, organizationId: string, keys: readonly string[]): Promise<string> {
  const [row] = await sql.$queryRaw<{ reply: string | null }[]>`
    SELECT reply::text AS reply FROM inbox
    WHERE organization_id = ${organizationId}::uuid AND key = ANY(${[...keys]}::text[]) LIMIT 1`;
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
