import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the page as `npm start` does: only when it is missing or its sources changed. */
export async function buildPage(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/prepare.mjs', 'page'], { cwd: ROOT });
}
