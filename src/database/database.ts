import type { Prisma, PrismaClient } from './client/client.ts';

/**
 * What queries are sent through: the database, or one transaction in it. Used as tags of template literals; what is put in
 * is sent as a parameter.
 */
export interface Sql {
  /** The rows. */
  readonly $queryRaw: <Rows>(query: TemplateStringsArray, ...values: readonly unknown[]) => Promise<Rows>;
  /** How many rows it concerned. */
  readonly $executeRaw: (query: TemplateStringsArray, ...values: readonly unknown[]) => Promise<number>;
}

export type RunInTransaction = <Result>(run: (tx: Sql) => Promise<Result>) => Promise<Result>;

export type RunWithModels = <Result>(run: (tx: Prisma.TransactionClient) => Promise<Result>) => Promise<Result>;

/** An open database, embedded or on a server: same schema, same queries. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  /** Prisma's client: what is seldom asked for, and what tests look up. */
  readonly client: PrismaClient;
  /** Outside of a transaction. */
  readonly sql: Sql;
  /**
   * One transaction, READ COMMITTED. Every query inside goes through the given client: on the embedded database, which
   * has one connection, a query beside it would wait for ever.
   */
  readonly transaction: RunInTransaction;
  /** One transaction through Prisma's client and its models: for what is seldom done and writes to many tables. */
  readonly modelTransaction: RunWithModels;
  readonly close: () => Promise<void>;
}
