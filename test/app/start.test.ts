import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { openTestServer } from '../support/databases.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'src/main.ts');
// Some seconds on a machine at rest; a busy one may take its time.
const PATIENCE_MS = 100_000;

interface Process {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Resolves with the code it ended with. */
  readonly ended: Promise<number | null>;
  /** Resolves when it said this; rejects when it ended without. */
  readonly says: (words: string) => Promise<void>;
}

const running = new Set<Process>();
const folder = mkdtempSync(join(tmpdir(), 'millrace-main-'));

/** Millrace as a person starts it, with this environment and nothing of ours. */
function start(env: Readonly<Record<string, string>>): Process {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      text += part.toString();
      for (const look of waiting) look();
    });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
  const started: Process = {
    child,
    said: () => text,
    ended,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => text.includes(words) && resolve();
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without “${words}”: ${text}`)));
      }),
  };
  running.add(started);
  return started;
}

afterEach(async () => {
  for (const each of running) each.child.kill('SIGKILL');
  await Promise.all([...running].map((each) => each.ended));
  running.clear();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ends by itself with code 1, having said something short and no stack. */
async function refusal(process_: Process): Promise<string> {
  expect(await process_.ended).toBe(1);
  const said = process_.said();
  expect(said).not.toMatch(/\n\s+at .+:\d+/);
  expect(said.trim().split('\n').length).toBeLessThan(10);
  return said;
}

describe('a start', () => {
  it(
    'greets with three things to type; a second process on its data folder is refused; SIGTERM ends it well',
    async () => {
      const data = join(folder, 'data');
      const first = start({ DATA_DIR: data, PORT: '0' });
      await first.says('this is a playground');
      expect(first.said().match(/^ {2}\/flow .+ as .+, in #.+$/gm)).toHaveLength(3);

      const second = start({ DATA_DIR: data, PORT: '0' });
      const said = await refusal(second);
      expect(said).toContain(`The data folder ${data} is in use by process ${first.child.pid} of `);
      expect(said).toContain('set DATA_DIR to another folder, or DATABASE_URL to share one database');

      first.child.kill('SIGTERM');
      expect(await first.ended).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    'whose data folder is deleted while it runs ends, with the reason, and answers nothing more',
    async () => {
      const data = join(folder, 'deleted');
      const process_ = start({ DATA_DIR: data, PORT: '0' });
      await process_.says('this is a playground');
      const port = Number(/localhost:(\d+)/.exec(process_.said())?.[1]);
      rmSync(data, { recursive: true });
      expect(await process_.ended).toBe(1);
      expect(process_.said()).toContain(`The data folder ${data} was deleted, moved or taken over while it was in use`);
      await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
      expect(existsSync(join(data, 'pglite'))).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    'tells every problem of the environment at once, and opens nothing',
    async () => {
      const data = join(folder, 'never');
      const said = await refusal(
        start({ NODE_ENV: 'prod', PORT: 'http', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://u:hunter2@h/d', DATA_DIR: data }),
      );
      expect(said).toContain('The configuration has 4 problems:');
      for (const name of ['NODE_ENV', 'PORT', 'LOG_LEVEL', 'DATABASE_URL']) expect(said).toContain(`  - ${name} `);
      expect(said).not.toContain('hunter2');
    },
    PATIENCE_MS,
  );

  it(
    'refuses production without a platform',
    async () => {
      expect(await refusal(start({ NODE_ENV: 'production', DATA_DIR: join(folder, 'never') }))).toContain('No platform is configured.');
    },
    PATIENCE_MS,
  );

  it(
    'names the host of a database that is not there, and not the password',
    async () => {
      const said = await refusal(start({ DATABASE_URL: 'postgres://millrace:hunter2@127.0.0.1:1/flow', PORT: '0' }));
      expect(said).toContain("Postgres can't be reached at 127.0.0.1:1/flow");
      expect(said).toContain('is DATABASE_URL right?');
      expect(said).not.toContain('hunter2');
    },
    PATIENCE_MS,
  );

  it.runIf(inject('postgresUrl') !== null)(
    'names PORT when it is busy',
    async () => {
      const opened = await openTestServer();
      const busy = createServer();
      const port = await new Promise<number>((resolve) => {
        busy.listen(0, '127.0.0.1', () => resolve((busy.address() as { port: number }).port));
      });
      try {
        const said = await refusal(start({ DATABASE_URL: opened.url, PORT: String(port) }));
        expect(said).toContain(`Port ${port} is in use. Stop what uses it, or set PORT to another one.`);
      } finally {
        await new Promise((resolve) => busy.close(resolve));
        await opened.close();
      }
    },
    PATIENCE_MS,
  );
});
