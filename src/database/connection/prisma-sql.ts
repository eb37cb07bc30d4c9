import type { Prisma } from '../client/client.ts';
import type { Sql } from './database.ts';
import { statementOf } from './statement.ts';

/** Sends queries through Prisma's client, or a transaction of it. */
export function prismaSql(client: Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>): Sql {
  return {
    $queryRaw: (query, ...given) => {
      const { strings, values } = statementOf(query, given);
      return client.$queryRaw(strings, ...values);
    },
    $executeRaw: (query, ...given) => {
      const { strings, values } = statementOf(query, given);
      return client.$executeRaw(strings, ...values);
    },
  };
}
