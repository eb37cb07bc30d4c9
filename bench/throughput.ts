import { type Acts, pullAndFinish } from '../test/concurrency/clients.ts';
import { openReplica } from '../test/concurrency/replica.ts';
import { readAnswer } from '../test/concurrency/words.ts';
import { barePull } from './bare-pull.ts';
import { fill } from './data.ts';
import { type Row, ratio } from './measure.ts';

const CLIENTS = 24;
const POOL = 10;
const ROUNDS = 4;
const ROUND_MS = 3_000;

/** Pulls per second on one hot stream with 24 clients: through our code, and in bare SQL, in turn. */
export async function measureThroughput(server: string): Promise<Row[]> {
  return [
    await measureLimit(server, 3, 'limit 3 (most are refused)', '≥ 0.80 ×'),
    // Nobody is refused: what a successful pull costs, and nothing else.
    await measureLimit(server, 999, 'room for all', ''),
  ];
}

async function measureLimit(server: string, limit: number, label: string, goal: string): Promise<Row> {
  const ours = await fill(server, { done: 0, ready: 4_000, limit });
  const bare = await fill(server, { done: 0, ready: 8_000, limit });
  const replica = await openReplica(ours.url, POOL);
  const raw = barePull(bare, limit, POOL);
  const ask = (proc: number, text: string) => replica.ask(ours.company.typed('Alpha', proc, text));
  const chat: Acts = {
    pull: async (proc) => readAnswer(proc, 'PAY', { f: 'pull' }, await ask(proc, 'pull')),
    finish: async (proc, item) => readAnswer(proc, 'PAY', { f: 'finish', item }, await ask(proc, `done ${item}`)),
  };
  const rates = { ours: [] as Rate[], bare: [] as Rate[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.ours.push(await rateOf(chat));
    rates.bare.push(await rateOf(raw));
  }
  await raw.close();
  await replica.close();
  await Promise.all([ours.close(), bare.close()]);
  // The first round warms up.
  const mean = (all: Rate[], of: keyof Rate) => all.slice(1).reduce((sum, one) => sum + one[of], 0) / (all.length - 1);
  const told = (name: 'ours' | 'bare') =>
    `${mean(rates[name], 'pulls').toFixed(0)} pulls/s in ${mean(rates[name], 'all').toFixed(0)} transactions/s`;
  return {
    what: `pulls per second, one stream, ${CLIENTS} clients, ${label}`,
    goal,
    measured: ratio(mean(rates.ours, 'pulls') / mean(rates.bare, 'pulls')),
    told: `${told('ours')}; bare ${told('bare')}`,
  };
}

interface Rate {
  readonly pulls: number;
  readonly all: number;
}

/** For a while; what is left in progress is finished at the end, so that the next round begins with room. */
async function rateOf(acts: Acts): Promise<Rate> {
  const until = performance.now() + ROUND_MS;
  const history = await pullAndFinish(acts, { clients: CLIENTS, enough: () => performance.now() > until });
  const open = new Set(history.flatMap((one) => (one.type === 'ok' ? (one.item ?? []) : [])));
  for (const one of history) if (one.type === 'ok' && one.asked.f === 'finish') open.delete(one.asked.item);
  for (const item of open) await acts.finish(0, item);
  const pulls = history.filter((one) => one.item !== undefined).length;
  return { pulls: (pulls * 1_000) / ROUND_MS, all: (history.length * 1_000) / ROUND_MS };
}
