import type { Sql, TransactionSql } from './database.ts';
import { isAborted } from './sql-error.ts';

/** One transaction's statements, some of which nobody waits for. */
export interface Unheard {
  readonly sql: TransactionSql;
  /** Takes an answer that nobody waits for. */
  readonly keep: (answer: Promise<unknown>) => void;
  /**
   * Waits for the answers that nobody waited for.
   *
   * @throws what the first statement that failed said
   */
  readonly settle: () => Promise<void>;
  /** From here on nothing is sent: the connection is somebody else's. */
  readonly end: () => void;
  /** Why the transaction failed: of several statements on the wire the first that did, as the others only hear that it is broken. */
  readonly cause: (error: unknown) => unknown;
}

/** Lets statements be sent without waiting for each: what one of them fails with, the transaction fails with. */
export function unheard(sql: Sql): Unheard {
  const answers: Promise<unknown>[] = [];
  let failed: { readonly error: unknown } | undefined;
  let over = false;
  const fail = (error: unknown): never => {
    failed ??= { error };
    throw error;
  };
  // Behind a BEGIN that failed, a statement would stand on its own.
  const go = () => {
    if (failed) throw failed.error;
    if (over) throw new Error('A statement came after the end of its transaction.');
  };
  const $executeRaw: Sql['$executeRaw'] = async (query, ...values) => {
    go();
    return sql.$executeRaw(query, ...values).catch(fail);
  };
  const keep = (answer: Promise<unknown>) => {
    answers.push(answer.catch(fail).catch(() => undefined));
  };
  return {
    sql: {
      $queryRaw: async <Rows>(query: TemplateStringsArray, ...values: readonly unknown[]) => {
        go();
        return sql.$queryRaw<Rows>(query, ...values).catch(fail);
      },
      $executeRaw,
      $sendRaw: (query, ...values) => keep($executeRaw(query, ...values)),
    },
    keep,
    settle: async () => {
      await Promise.all(answers);
      if (failed) throw failed.error;
    },
    end: () => {
      over = true;
    },
    cause: (error) => (failed && isAborted(error) ? failed.error : error),
  };
}
