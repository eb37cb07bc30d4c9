import type { Prisma, PrismaClient } from '../client/client.ts';

/**
 * What queries are sent through: the database, or one transaction in it. Used as tags of template literals; what is put in
 * is sent as a parameter, unless it is a fragment (fragment.ts).
 */
export interface Sql {
  /** The rows. */
  readonly $queryRaw: <Rows>(query: TemplateStringsArray, ...values: readonly unknown[]) => Promise<Rows>;
  /** How many rows it concerned. */
  readonly $executeRaw: (query: TemplateStringsArray, ...values: readonly unknown[]) => Promise<number>;
  /** Prisma's client and its transactions, which have models, are none: they would send our fragments as values (prisma-sql.ts). */
  readonly organization?: never;
}

/** One transaction. Its statements run in the order in which they were asked for; whoever needs no answer yet need not wait for it. */
export interface TransactionSql extends Sql {
  /** Sends a statement whose answer nobody needs. What it fails with, the transaction fails with. */
  readonly $sendRaw: (query: TemplateStringsArray, ...values: readonly unknown[]) => void;
}

export type RunInTransaction = <Result>(run: (tx: TransactionSql) => Promise<Result>) => Promise<Result>;

/** `sql` sends through the same transaction as the models. */
export type RunWithModels = <Result>(run: (tx: Prisma.TransactionClient, sql: TransactionSql) => Promise<Result>) => Promise<Result>;

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
