import { randomInt } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { holderOf } from './folder/holder.ts';
import { putUpSign, SIGN, type Sign } from './folder/sign.ts';
import { type Watch, watchFolder } from './folder/watch.ts';

/** A folder that is ours. */
export interface HeldFolder extends Pick<Watch, 'also' | 'check'> {
  /** Gives it back. */
  readonly release: () => Promise<void>;
}

/** Two that start together see each other and both step back; one of them comes first then. */
const ATTEMPTS = 4;

/**
 * Takes a data folder for this process: PGlite's files break when two processes write them.
 *
 * Each process puts up a sign of its own, and only then looks for the signs of others. When two start together, at least one sees the
 * other, so they never both go on. No name is ever used twice, so removing the sign of a dead process can't remove that of a living one.
 * There is no gap between judging a lock and taking it over.
 *
 * @param lost told once, with the reason, when the folder is deleted, moved or taken over while it is held
 * @throws Error naming the process that has it, or what keeps the folder from being written. A sign of a process that is gone is removed.
 */
export async function lockFolder(folder: string, lost: (reason: Error) => void): Promise<HeldFolder> {
  let holder = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await delay(randomInt(50, 250));
    const sign = await putUpSign(folder).catch((error: unknown) => {
      throw new Error(`The data folder ${folder} can't be written: ${error instanceof Error ? error.message : 'no reason given'}.`);
    });
    const watch = watchFolder(folder, sign.path, lost);
    const release = async () => {
      watch.end();
      await sign.takeDown();
    };
    const other = await otherHolder(folder, sign).catch(async (error: unknown) => {
      await release();
      throw error;
    });
    if (other === null) {
      // Of earlier versions of ours, which counted in process numbers.
      await rm(join(folder, 'millrace.pid'), { force: true });
      return { also: watch.also, check: watch.check, release };
    }
    holder = other;
    await release();
  }
  throw new Error(
    `The data folder ${folder} is in use by ${holder}. Stop that one, or set DATA_DIR to another folder, or DATABASE_URL to share one database.`,
  );
}

/** Who else has or wants the folder. What dead processes left is removed. */
async function otherHolder(folder: string, own: Sign): Promise<string | null> {
  const others = (await readdir(folder)).filter((name) => SIGN.test(name) && name !== own.name);
  const holders = await Promise.all(
    others.map(async (name) => {
      const holder = await holderOf(folder, name);
      if (holder === null) await rm(join(folder, name), { force: true });
      return holder;
    }),
  );
  return holders.find((one) => one !== null) ?? null;
}
