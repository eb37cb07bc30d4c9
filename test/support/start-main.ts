import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 100_000;

/** Millrace in a process of its own, as it is started in production. */
export interface MainProcess {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Resolves with the code it ended with; null: by a signal. */
  readonly ended: Promise<number | null>;
  /** What stands in its words; rejects when it ended without. */
  readonly says: (words: RegExp) => Promise<RegExpExecArray>;
}

/** Starts it from the sources, with this environment and nothing of ours. It is killed when it lasts too long. */
export function startMain(env: Readonly<Record<string, string>>): MainProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/main.ts')], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env },
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
  return {
    child,
    said: () => text,
    ended,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = words.exec(text);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without ${words}: ${text}`)));
      }),
  };
}
