import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A Millrace in a process of its own. */
export interface Running {
  /** All that it wrote so far, on both streams. */
  readonly said: () => string;
  /** Resolves when it said something like this; rejects when it ended without. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<number | null>;
}

/** Starts src/main.ts with this environment and nothing of ours; killed at the end of the test if it still runs. */
export function runMain(env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/main.ts')], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const looks = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      text += part.toString();
      for (const look of looks) look();
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    said: () => text,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text);
          if (found) resolve(found);
        };
        looks.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without ${pattern}: ${text}`)));
      }),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
