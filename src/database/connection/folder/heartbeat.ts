import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** A sign is touched this often. */
export const BEAT_MS = 1_000;
const LOOK_MS = 100;

/**
 * Is a file being touched? Its time is held against itself only, so no two clocks need to agree.
 *
 * @param patienceMs how long it is watched at most
 */
export async function isBeating(path: string, patienceMs: number): Promise<boolean> {
  const first = await timeOf(path);
  if (first === null) return false;
  for (let waited = 0; waited < patienceMs; waited += LOOK_MS) {
    await delay(LOOK_MS);
    const now = await timeOf(path);
    if (now === null) return false;
    if (now !== first) return true;
  }
  return false;
}

/** null: it is gone. */
async function timeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
