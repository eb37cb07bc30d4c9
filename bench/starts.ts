import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openServer } from '../src/database/connection/server.ts';
import { execute } from './data.ts';
import { ms, percentile, type Row } from './measure.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MAIN = join(ROOT, 'dist/main.js');
const TIMES = 5;
const SETTLE_MS = 5_000;

/** Start times and memory of the built process, from outside. Node's own start is taken off. */
export async function measureStarts(server: string): Promise<Row[]> {
  if (!existsSync(MAIN)) throw new Error('dist/main.js is missing: node scripts/prepare.mjs client server page');
  const url = new URL(server);
  url.pathname = '/bench_start';
  await execute(server, 'CREATE DATABASE bench_start');
  await (await openServer({ url: url.href })).close();
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
  try {
    const node = percentile(Array.from({ length: TIMES }, nodeStart), 0.5);
    const onServer = await starts({ DATABASE_URL: url.href }, TIMES);
    const embedded = await starts({ DATA_DIR: folder }, 3);
    const middle = (all: readonly Start[], of: 'ms' | 'rss') =>
      percentile(
        all.map((one) => one[of]),
        0.5,
      );
    const [first] = embedded;
    return [
      {
        what: 'start, migrated server database',
        goal: '< 1500 ms',
        measured: ms(middle(onServer.slice(1), 'ms') - node),
        told: `Node's own ${ms(node)} taken off`,
      },
      {
        what: 'start, embedded, second start',
        goal: '< 3000 ms',
        measured: ms(middle(embedded.slice(1), 'ms') - node),
        told: `the first, with migration and demo: ${ms((first?.ms ?? 0) - node)}`,
      },
      {
        what: 'memory at rest, server Postgres',
        goal: '< 200 MB',
        measured: `${middle(onServer, 'rss').toFixed(0)} MB`,
        told: `RSS ${SETTLE_MS / 1_000} s after the start; embedded ${middle(embedded, 'rss').toFixed(0)} MB`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function nodeStart(): number {
  const started = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - started;
}

interface Start {
  readonly ms: number;
  readonly rss: number;
}

async function starts(env: Readonly<Record<string, string>>, times: number): Promise<Start[]> {
  const found: Start[] = [];
  for (let turn = 0; turn < times; turn += 1) found.push(await startOnce(env, turn === times - 1));
  const rss = found.at(-1)?.rss ?? 0;
  return found.map((one) => ({ ...one, rss }));
}

async function startOnce(env: Readonly<Record<string, string>>, settle: boolean): Promise<Start> {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  const taken = await new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part));
    child.stdout.on('data', () => {
      if (/Millrace is (running|ready)/.test(said)) resolve(performance.now() - started);
    });
    child.once('exit', () => reject(new Error(`dist/main.js ended: ${said}`)));
  });
  if (settle) await wait(SETTLE_MS);
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
  child.kill('SIGTERM');
  await ended;
  return { ms: taken, rss };
}
