import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILE = join(dirname(fileURLToPath(import.meta.url)), '..', '.env');

/** Reads `.env` of the project's folder, when there is one. What the environment sets already stays. */
export function loadEnvFile() {
  if (existsSync(FILE)) process.loadEnvFile(FILE);
}
