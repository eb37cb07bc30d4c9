import type { TransactionSql } from '../connection/database.ts';
import { statementOf } from '../connection/statement.ts';

/** A transaction that knows whether anything was written through it. */
export interface Watched {
  readonly sql: TransactionSql;
  readonly wrote: () => boolean;
}

// Locks are no writes: FOR UPDATE, FOR NO KEY UPDATE.
const WRITES = /\bINSERT\s+INTO\b|\bDELETE\s+FROM\b|(?<!\bFOR\s+|\bKEY\s+|\bDO\s+)\bUPDATE\b/i;

/** Judges statements by their text, so a write that turned out to change no row counts as one. */
export function watchWrites(sql: TransactionSql): Watched {
  let wrote = false;
  const look = (query: TemplateStringsArray, values: readonly unknown[]) => {
    wrote ||= WRITES.test(statementOf(query, values).text);
  };
  return {
    wrote: () => wrote,
    sql: {
      $queryRaw: (query, ...values) => {
        look(query, values);
        return sql.$queryRaw(query, ...values);
      },
      $executeRaw: (query, ...values) => {
        look(query, values);
        return sql.$executeRaw(query, ...values);
      },
      $sendRaw: (query, ...values) => {
        look(query, values);
        sql.$sendRaw(query, ...values);
      },
    },
  };
}
