import { resolve } from 'node:path';
import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';

/** Opens the database that the configuration names: a server's, or the embedded one in the data folder. */
export function openDatabase(config: {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly migrate: boolean;
}): Promise<Database> {
  if (config.databaseUrl !== undefined) return openServer({ url: config.databaseUrl, migrate: config.migrate });
  return openEmbedded({ folder: resolve(config.dataDir) });
}
