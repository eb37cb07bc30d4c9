import type pg from 'pg';
import type { TransactionSql } from './database.ts';
import { createPgSql } from './pg-sql.ts';
import { unheard } from './unheard.ts';

/**
 * BEGIN, the work, COMMIT, on one connection that is pipelined: statements asked for in one go, BEGIN and COMMIT among
 * them, take one round trip together. What waits for a stream's lock waits as long as its holder is on the wire.
 *
 * @throws what the work throws, after ROLLBACK; a connection that cannot even roll back is not used again
 */
export async function runTransaction<Result>(
  pool: pg.Pool,
  name: (text: string) => string,
  run: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  const broke = (error: Error) => {
    broken = error;
  };
  // A server that restarts breaks the connection between two queries; without a listener that would end the process.
  connection.on('error', broke);
  const together = inOneWrite(connection);
  const { sql, keep, settle, end, cause } = unheard(createPgSql(together, name));
  try {
    keep(together.query('BEGIN'));
    const result = await run(sql);
    end();
    const { command } = await together.query('COMMIT');
    await settle();
    if (command !== 'COMMIT') throw new Error('A statement of the transaction failed, and nobody said so.');
    return result;
  } catch (error) {
    end();
    await connection.query('ROLLBACK').catch(broke);
    throw cause(error);
  } finally {
    connection.off('error', broke);
    connection.release(broken);
  }
}

/** What is asked for before the process looks at its sockets again leaves in one write. */
function inOneWrite(connection: pg.PoolClient): Pick<pg.Pool, 'query'> {
  let corked = false;
  const query = (...asked: Parameters<typeof connection.query>) => {
    const { stream } = connection.connection;
    if (!corked) {
      corked = true;
      stream.cork();
      process.nextTick(() => {
        corked = false;
        stream.uncork();
      });
    }
    return connection.query(...asked);
  };
  return { query: query as Pick<pg.Pool, 'query'>['query'] };
}
