import type { Prisma, PrismaClient } from '../client/client.ts';
import type { Sql, TransactionSql } from './database.ts';
import { pendingStatements } from './pending-statements.ts';
import { prismaSql } from './prisma-sql.ts';

/** One transaction through Prisma's client. Its models and `sql` are the same transaction. */
export function modelTransaction<Result>(
  client: PrismaClient,
  run: (tx: Prisma.TransactionClient, sql: TransactionSql) => Promise<Result>,
  limits?: { readonly maxWait: number; readonly timeout: number },
): Promise<Result> {
  return client.$transaction(async (tx) => {
    const { sql, drain, end, cause } = pendingStatements(inTurn(prismaSql(tx)));
    try {
      const result = await run(tx, sql);
      end();
      await drain();
      return result;
    } catch (error) {
      end();
      throw await cause(error);
    }
  }, limits);
}

/** Whoever asks for two things at once gets the second after the first: Prisma promises no order. */
function inTurn(tx: Sql): Sql {
  let last: Promise<unknown> = Promise.resolve();
  const turn = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    const mine = last.then(ask);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    $queryRaw: (query, ...values) => turn(() => tx.$queryRaw(query, ...values)),
    $executeRaw: (query, ...values) => turn(() => tx.$executeRaw(query, ...values)),
  };
}
