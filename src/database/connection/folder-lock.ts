import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes a data folder for this process: PGlite's files break when two processes write them.
 *
 * @returns gives the folder back
 * @throws Error naming the process that has it. A lock left by a process that is gone is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'millrace.pid');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number((await readFile(path, 'utf8').catch(() => '')).trim());
      if (isAlive(holder)) {
        throw new Error(
          `The data folder ${folder} is in use by process ${holder}. Stop that one, or set DATA_DIR to another folder, or DATABASE_URL to share one database.`,
        );
      }
      await rm(path, { force: true });
    }
  }
  throw new Error(`The data folder ${folder} is being taken by another process. Try again.`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  // A container restarts with the same pid: a lock that names ourselves was left by an earlier life.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
