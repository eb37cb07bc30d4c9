import type { Sql, TransactionSql } from './database.ts';

/**
 * One organization's part of the database. Every store function takes it first, so no query can be written without
 * saying whose rows it means.
 */
export interface Tenant {
  readonly organizationId: string;
  readonly sql: Sql;
}

/** A tenant inside the request's transaction: the only thing through which anything is written. */
export interface TenantTransaction extends Tenant {
  readonly sql: TransactionSql;
  readonly writing: true;
}

/** The two kinds of database access that handlers get. */
export interface TenantAccess {
  readonly read: Tenant;
  readonly write: TenantTransaction;
}
