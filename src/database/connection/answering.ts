import type { Database } from './database.ts';

const PATIENCE_MS = 2_000;

/** Does the database answer within two seconds? What it is asked is left to end by itself: it has a limit of its own. */
export async function isAnswering(database: Pick<Database, 'sql'>, patienceMs = PATIENCE_MS): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  const answer = database.sql.$queryRaw`SELECT 1 AS one`.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, silent]);
  } finally {
    clearTimeout(timer);
  }
}
