import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeServer } from '../support/databases.ts';
import { openProxied, type ProxiedDatabase } from '../support/postgres-proxy.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 100_000;
// Connections in use are cut, and what they were asked is answered, within this time; the limit of the drain is 25 s.
const END_MS = 30_000;

describeServer('a process whose database is behind a wall', () => {
  let opened: ProxiedDatabase;
  let child: ChildProcess;
  beforeEach(async () => {
    opened = await openProxied();
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await opened.close();
  });

  it(
    'is alive but not ready, answers whoever asks, ends at SIGTERM, and is ready again by itself before that',
    async () => {
      child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/main.ts')], {
        cwd: ROOT,
        env: { PATH: process.env.PATH ?? '', DATABASE_URL: opened.url, PORT: '0' },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const port = await new Promise<string>((resolve) => {
        let said = '';
        child.stdout?.on('data', (part: Buffer) => {
          said += part.toString();
          const found = /http:\/\/localhost:(\d+)/.exec(said)?.[1];
          if (found) resolve(found);
        });
      });
      const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
      expect(await ask('/readyz')).toBe(200);

      opened.proxy.swallow();
      opened.proxy.newcomers('swallow');
      expect(await ask('/readyz')).toBe(503);
      expect(await ask('/healthz')).toBe(200);

      opened.proxy.newcomers('pass');
      await expect.poll(() => ask('/readyz'), { timeout: 20_000, interval: 250 }).toBe(200);

      opened.proxy.swallow();
      opened.proxy.newcomers('swallow');
      expect(await ask('/readyz')).toBe(503);
      const began = performance.now();
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(performance.now() - began).toBeLessThan(END_MS);
    },
    PATIENCE_MS,
  );
});
