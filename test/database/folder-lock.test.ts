import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../../src/database/connection/embedded.ts';
import { holderOf } from '../../src/database/connection/folder/holder.ts';
import { kernelId } from '../../src/database/connection/folder/kernel.ts';
import { SIGN } from '../../src/database/connection/folder/sign.ts';
import { lockFolder } from '../../src/database/connection/folder-lock.ts';

const HOLD = fileURLToPath(new URL('../support/hold-folder.ts', import.meta.url));
// A process of its own takes some seconds to start on a busy machine.
const PATIENCE_MS = 60_000;
const NAMESPACES = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const signs = () => readdirSync(folder).filter((name) => SIGN.test(name));
const IN_USE = / is in use by (.+)\. Stop that one, or set DATA_DIR to another folder/;
const unheard = (reason: Error) => {
  throw reason;
};

interface Holder {
  readonly child: ChildProcess;
  /** "held", or why not. */
  readonly said: Promise<string>;
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Another process that takes the folder; `alone` in a pid namespace of its own, where it is number 1 as in a container. */
function hold(alone = false): Holder {
  const command = [process.execPath, '--import', 'tsx', HOLD, folder];
  const [first = '', ...rest] = alone ? ['unshare', '--pid', '--fork', '--kill-child', ...command] : command;
  const child = spawn(first, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const said = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const end = async (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal);
    await ended;
  };
  onTestFinished(() => end());
  return { child, said, end };
}

describe('a data folder', () => {
  it(
    'is held by one process, whose end frees it, however it ends',
    async () => {
      const first = hold();
      expect(await first.said).toBe('held');
      await expect(lockFolder(folder, unheard)).rejects.toThrow(`in use by process ${first.child.pid} of `);
      await first.end('SIGKILL');
      expect(signs()).toHaveLength(1);
      const ours = await lockFolder(folder, unheard);
      // What the dead one left is gone.
      expect(signs()).toHaveLength(1);
      expect(await hold().said).toMatch(IN_USE);
      await ours.release();
      expect(signs()).toEqual([]);
      const last = hold();
      expect(await last.said).toBe('held');
      last.child.stdin?.end();
      await new Promise((resolve) => last.child.once('close', resolve));
      expect(signs()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.runIf(NAMESPACES)(
    'is not shared by two containers whose processes have the same number',
    async () => {
      const first = hold(true);
      expect(await first.said).toBe('held');
      expect(IN_USE.exec(await hold(true).said)?.[1]).toMatch(/^process 1 of /);
      await expect(lockFolder(folder, unheard)).rejects.toThrow('in use by process 1 of ');
      await first.end('SIGKILL');
      expect(await hold(true).said).toBe('held');
    },
    PATIENCE_MS,
  );

  it(
    'is held by one of many that start together',
    async () => {
      const said = await Promise.all(Array.from({ length: 6 }, () => hold().said));
      expect(said.filter((one) => one === 'held').length).toBeLessThanOrEqual(1);
      for (const one of said) if (one !== 'held') expect(one).toMatch(IN_USE);
    },
    PATIENCE_MS,
  );

  it('goes to one of many that start together in one process, too', async () => {
    const taken = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder, unheard)));
    const held = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(held.length).toBeLessThanOrEqual(1);
    expect(signs()).toHaveLength(held.length);
    await held[0]?.release();
    await (await lockFolder(folder, unheard)).release();
  });

  it(
    'stays with a process that is stopped, or too busy to answer',
    async () => {
      const first = hold();
      expect(await first.said).toBe('held');
      first.child.kill('SIGSTOP');
      await expect(lockFolder(folder, unheard)).rejects.toThrow('in use by another process');
    },
    PATIENCE_MS,
  );

  it('is not kept by a number: of a process that lives, of ourselves, of nobody', async () => {
    for (const number of [process.ppid, process.pid, 1, 999_999_999]) {
      writeFileSync(join(folder, 'millrace.pid'), String(number));
      const held = await lockFolder(folder, unheard);
      expect(readdirSync(folder)).toHaveLength(1);
      await held.release();
    }
  });

  it('may have a path that is too long for a socket', async () => {
    folder = join(folder, 'deep'.repeat(20), 'deeper'.repeat(20));
    mkdirSync(folder, { recursive: true });
    const held = await lockFolder(folder, unheard);
    await expect(lockFolder(folder, unheard)).rejects.toThrow('is in use by');
    expect(signs()).toHaveLength(1);
    await held.release();
    expect(signs()).toEqual([]);
    await (await lockFolder(folder, unheard)).release();
  });

  it('that cannot be written says so', async () => {
    await expect(lockFolder('/proc', unheard)).rejects.toThrow(/^The data folder \/proc can't be written: /);
  });
});

describe('the sign of another kernel, or where there are no sockets', () => {
  const kernel = kernelId();
  const other = kernel === '00000000' ? '11111111' : '00000000';

  it.each([`millrace-socket-${other}-0123456789abcdef`, `millrace-file-${kernel}-0123456789abcdef`])(
    'counts as long as it is touched: %s',
    async (name) => {
      writeFileSync(join(folder, name), '');
      expect(await holderOf(folder, name, 300)).toBeNull();
      let tick = 0;
      const timer = setInterval(() => {
        tick += 1;
        utimesSync(join(folder, name), tick, tick);
      }, 50);
      onTestFinished(() => clearInterval(timer));
      expect(await holderOf(folder, name, 10_000)).toBe('another process');
      await expect(lockFolder(folder, unheard)).rejects.toThrow('is in use by another process');
      expect(signs()).toEqual([name]);
    },
  );

  it('that is gone belongs to nobody', async () => {
    expect(await holderOf(folder, `millrace-file-${kernel}-0123456789abcdef`)).toBeNull();
    expect(await holderOf(folder, `millrace-socket-${kernel}-0123456789abcdef`)).toBeNull();
  });
});

describe('a folder that goes away while it is in use', () => {
  const ways: Readonly<Record<string, (sign: string) => void>> = {
    'is deleted': () => rmSync(folder, { recursive: true }),
    'is moved': () => {
      renameSync(folder, `${folder}-elsewhere`);
      onTestFinished(() => rmSync(`${folder}-elsewhere`, { recursive: true, force: true }));
    },
    'loses its sign': (sign) => rmSync(sign),
    'gets another sign of the same name': (sign) => {
      writeFileSync(`${sign}.new`, '');
      renameSync(`${sign}.new`, sign);
    },
  };

  it.each(Object.keys(ways))('is told without being asked, once, and at every look: it %s', async (way) => {
    const reasons: Error[] = [];
    const told = new Promise<void>((resolve) => {
      void lockFolder(folder, (reason) => {
        reasons.push(reason);
        resolve();
      }).then((held) => {
        held.check();
        ways[way]?.(join(folder, signs()[0] ?? ''));
        onTestFinished(() => {
          expect(() => held.check()).toThrow(/was deleted, moved or taken over/);
          expect(reasons).toHaveLength(1);
          return held.release();
        });
      });
    });
    await told;
    expect(reasons[0]?.message).toContain(`The data folder ${folder} was deleted, moved or taken over while it was in use`);
  });

  it('takes no write that is then told as done', async () => {
    const reasons: string[] = [];
    let tell: () => void = () => {};
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const database = await openEmbedded({
      folder,
      lost: (reason) => {
        reasons.push(reason.message);
        tell();
      },
    });
    const write = () => database.sql.$executeRaw`INSERT INTO organization (id, name, created_at) VALUES (gen_random_uuid(), 'One', now())`;
    expect(await write()).toBe(1);
    let done = false;
    // Whether Postgres fails to commit or cannot even say so: it is not told as done.
    const meanwhile = database.transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO organization (id, name, created_at) VALUES (gen_random_uuid(), 'Two', now())`;
      rmSync(folder, { recursive: true });
    });
    meanwhile.then(
      () => {
        done = true;
      },
      (error: Error) => expect(error.message).toContain('was deleted'),
    );
    await told;
    await expect(write()).rejects.toThrow('was deleted');
    expect(reasons).toHaveLength(1);
    expect(done).toBe(false);
  });

  it('is noticed when only the database in it goes', async () => {
    const reasons: string[] = [];
    const database = await openEmbedded({ folder, lost: (reason) => reasons.push(reason.message) });
    rmSync(join(folder, 'pglite'), { recursive: true });
    await expect(database.sql.$queryRaw`SELECT 1`).rejects.toThrow('was deleted');
    expect(reasons).toHaveLength(1);
    await database.close().catch(() => {
      // As above.
    });
  });
});
