import pg from 'pg';
import { openReplica, type Replica } from '../test/concurrency/replica.ts';
import { wordsOf } from '../test/concurrency/words.ts';
import { type Amount, type Filled, fill } from './data.ts';
import { interleave, ms, percentile, type Row, ratio, timed } from './measure.ts';

const TIMES = 150;
const WARM_UP = 40;
const PATIENCE_MS = 60_000;
const SMALL: Amount = { done: 900, ready: 100, limit: 999 };

interface Grown {
  readonly label: string;
  readonly amount: Amount;
}

const GROWN: readonly Grown[] = [
  { label: '100,000 items, backlog as long', amount: { done: 99_900, ready: 100, limit: 999 } },
  { label: '100,000 items, 5 % of them backlog', amount: { done: 95_000, ready: 5_000, limit: 999 } },
  { label: '1,000,000 items, backlog as long', amount: { done: 999_900, ready: 100, limit: 999 } },
];

/** What next, pull and backlog cost with many items, beside the same with 1,000. */
export async function measureGrowth(server: string): Promise<Row[]> {
  const rows: Row[] = [];
  const small = await fill(server, SMALL);
  let perItem = 0;
  for (const { label, amount } of GROWN) {
    const expected = perItem * amount.done;
    if (expected > PATIENCE_MS) {
      rows.push({
        what: `growth to ${label}`,
        goal: '',
        measured: 'left out',
        told: `filling would take about ${(expected / 1_000).toFixed(0)} s`,
      });
      continue;
    }
    let large: Filled | undefined;
    const taken = await timed(async () => {
      large = await fill(server, amount);
    });
    perItem = Math.max(perItem, taken / (amount.done + amount.ready));
    if (!large) continue;
    rows.push(...(await compare(small, large, label)));
    rows.push(await scans(large, label));
    await large.close();
  }
  await small.close();
  return rows;
}

async function compare(small: Filled, large: Filled, label: string): Promise<Row[]> {
  const one = await openReplica(small.url, 2);
  const other = await openReplica(large.url, 2);
  const rows: Row[] = [];
  for (const text of ['next', 'pull', 'backlog']) {
    const [a, b] = [doing(one, small, text), doing(other, large, text)];
    const taken = await interleave({ small: a.run, large: b.run }, TIMES, WARM_UP);
    const [before, after] = [percentile(taken.small, 0.5), percentile(taken.large, 0.5)];
    rows.push({
      what: `/flow ${text} p50, 1,000 → ${label}`,
      goal: '≤ 1.20 ×',
      measured: ratio(after / before),
      told: `${ms(before)} → ${ms(after)}`,
    });
  }
  await Promise.all([one.close(), other.close()]);
  return rows;
}

/** A pull is given back at once, outside of what is timed: the item is named by the answer, and then on top again. */
function doing(replica: Replica, { company }: Filled, text: string): { readonly run: () => Promise<unknown> } {
  const ask = async (words: string) => wordsOf((await replica.ask(company.typed('Alpha', 0, words))).outcome);
  const expected = { next: /^Next for Alpha/, pull: /^Alpha has PAY-/, backlog: /PAY-/ }[text];
  let waiting: Promise<unknown> = Promise.resolve();
  return {
    run: async () => {
      await waiting;
      const words = await ask(text);
      if (!expected?.test(words)) throw new Error(`Not an answer to ${text}: ${words.slice(0, 200)}`);
      const key = text === 'pull' ? /PAY-\d+/.exec(words)?.[0] : undefined;
      if (key !== undefined) waiting = ask(`move ${key} ready`);
    },
  };
}

/** Sequential scans of large tables by next, pull, backlog and done, by Postgres's own count. */
async function scans({ url, company }: Filled, label: string): Promise<Row> {
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  const count = async () => {
    await sql.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await sql.query<{ relname: string; seq_scan: number; seq_tup_read: number }>(
      "SELECT relname, seq_scan::int, seq_tup_read::float8 FROM pg_stat_user_tables WHERE relname IN ('item', 'event', 'stage_visit', 'blocked_interval')",
    );
    return new Map(rows.map((row) => [row.relname, row]));
  };
  const before = await count();
  const replica = await openReplica(url, 1);
  const ask = async (words: string) => wordsOf((await replica.ask(company.typed('Alpha', 0, words))).outcome);
  for (let turn = 0; turn < 3; turn += 1) {
    await ask('next');
    await ask('backlog');
    await ask('board');
    const key = /PAY-\d+/.exec(await ask('pull'))?.[0] ?? '';
    await ask(`show ${key}`);
    await ask(`done ${key}`);
    await ask('add One more');
  }
  // A backend hands in its counts when it ends.
  await replica.close();
  let after = await count();
  for (let tries = 0; tries < 50 && (await inUse(sql)) > 1; tries += 1) after = await count();
  after = await count();
  await sql.end();
  const scanned = [...after.values()].filter((row) => row.seq_tup_read - (before.get(row.relname)?.seq_tup_read ?? 0) > 1_000);
  return {
    what: `sequential scans, ${label}`,
    goal: 'none',
    measured: scanned.length === 0 ? 'none' : scanned.map((row) => row.relname).join(', '),
    told: 'next, backlog, board, pull, show, done, add: rows read without an index, by pg_stat_user_tables',
  };
}

async function inUse(sql: pg.Client): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'",
  );
  return rows[0]?.n ?? 0;
}
