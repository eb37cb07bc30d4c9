import { resolve } from 'node:path';
import type { Database } from './database.ts';
import type { ServerOptions } from './server.ts';

/**
 * Opens the database that the configuration names: a server's, or the embedded one in the data folder.
 *
 * @param lost told once, with the reason, when the data folder is no longer there: nothing may be answered from then on
 */
export async function openDatabase(
  config: {
    readonly databaseUrl: string | undefined;
    readonly dataDir: string;
    readonly migrate: boolean;
    readonly warn?: ServerOptions['warn'];
  },
  lost: (reason: Error) => void,
): Promise<Database> {
  // Only one of the two is loaded.
  if (config.databaseUrl !== undefined) {
    const { openServer } = await import('./server.ts');
    return openServer({ url: config.databaseUrl, migrate: config.migrate, ...(config.warn && { warn: config.warn }) });
  }
  const { openEmbedded } = await import('./embedded.ts');
  return openEmbedded({ folder: resolve(config.dataDir), lost });
}
