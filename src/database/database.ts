import type { Prisma, PrismaClient } from './client/client.ts';

/** Either side of a transaction: what queries are sent through. */
export type Sql = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

export type RunInTransaction = <Result>(run: (tx: Prisma.TransactionClient) => Promise<Result>) => Promise<Result>;

/** An open database, embedded or on a server: same schema, same queries. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly client: PrismaClient;
  /**
   * One transaction, READ COMMITTED. Every query inside goes through the given client: on the embedded database, which
   * has one connection, a query beside it would wait for ever.
   */
  readonly transaction: RunInTransaction;
  readonly close: () => Promise<void>;
}
