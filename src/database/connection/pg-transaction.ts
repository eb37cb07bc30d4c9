import pg from 'pg';
import { CommitUnknown } from './commit-unknown.ts';
import type { TransactionSql } from './database.ts';
import { pendingStatements } from './pending-statements.ts';
import { createPgSql } from './pg-sql.ts';

/**
 * BEGIN, the work, COMMIT, on one connection that is pipelined: statements asked for in one go, BEGIN and COMMIT among
 * them, take one round trip together. What waits for a stream's lock waits as long as its holder is on the wire.
 *
 * @throws what the work throws, after ROLLBACK. A connection is not used again when it could not roll back, or failed with anything
 * that the server did not say: it may hold half a statement then
 * @throws CommitUnknown when the answer to COMMIT was lost
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
  const together = inOneWrite(connection, broke);
  const { sql, track, drain, end, cause, firstFailure } = pendingStatements(createPgSql(together, name));
  try {
    track(together.query('BEGIN'));
    const result = await run(sql);
    end();
    // What could not even be sent broke nothing on the server: a COMMIT would keep all the rest.
    if (broken) throw broken;
    const { command } = await together.query('COMMIT').catch(async (error: unknown) => {
      await cause(error);
      throw isUnheard(error, firstFailure()) ? new CommitUnknown(error) : error;
    });
    await drain();
    if (command !== 'COMMIT') throw new Error('A statement of the transaction failed, and nobody said so.');
    return result;
  } catch (error) {
    end();
    // Over a broken connection it would only be waited for.
    if (!broken) await connection.query('ROLLBACK').catch(broke);
    throw error instanceof CommitUnknown ? error : await cause(error);
  } finally {
    connection.off('error', broke);
    connection.release(broken);
  }
}

/**
 * Did the server take the COMMIT without our hearing what came of it? It did not where it refused a statement before it, and what it calls
 * an error of the COMMIT itself is a rollback. A session that ends at this moment (FATAL) may have committed.
 *
 * @param before what the first statement that failed said
 */
function isUnheard(error: unknown, before: unknown): boolean {
  if (before instanceof pg.DatabaseError) return false;
  return !(error instanceof pg.DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC';
}

/**
 * What is asked for before the process looks at its sockets again leaves in one write.
 *
 * @param broke is told of failures that the server did not speak of: at once, if a statement cannot be sent
 */
function inOneWrite(connection: pg.PoolClient, broke: (error: Error) => void): Pick<pg.Pool, 'query'> {
  let corked = false;
  const query = (asked: string | pg.QueryConfig) => {
    const { stream } = connection.connection;
    if (!corked) {
      corked = true;
      stream.cork();
      process.nextTick(() => {
        corked = false;
        stream.uncork();
      });
    }
    return new Promise<pg.QueryResult>((resolve, reject) => {
      // A promise would tell of a value that cannot be sent only once a COMMIT may have left.
      const answered = (error: Error | null, result: pg.QueryResult) => {
        if (!error) return resolve(result);
        if (!(error instanceof pg.DatabaseError)) broke(error);
        reject(error);
      };
      if (typeof asked === 'string') connection.query(asked, answered);
      else connection.query(asked, answered);
    }).catch((error: Error) => {
      // As pg does for its own promises: the stack leads to whoever asked, not to the socket.
      Error.captureStackTrace(error);
      throw error;
    });
  };
  return { query: query as Pick<pg.Pool, 'query'>['query'] };
}
