import type { Sql, TransactionSql } from './database.ts';
import { isAborted } from './sql-error.ts';

/** One transaction's statements, some of which nobody waits for. */
export interface Unheard {
  readonly sql: TransactionSql;
  /** Takes an answer that nobody waits for. */
  readonly keep: (answer: Promise<unknown>) => void;
  /**
   * Waits for all answers, also for those that nobody waits for.
   *
   * @throws what the first statement that failed said
   */
  readonly settle: () => Promise<void>;
  /** From here on nothing is sent: the connection is somebody else's. */
  readonly end: () => void;
  /**
   * Waits for all answers, and says why the transaction failed. Of several statements on the wire it is the first that failed, as the
   * others only hear that the transaction is broken. It is also the reason where whoever decided otherwise, such as to refuse, had not
   * heard of the failure: they decided without what they had asked for.
   */
  readonly cause: (error: unknown) => Promise<unknown>;
}

/**
 * Lets statements be sent without waiting for each: what one of them fails with, the transaction fails with. A statement that comes
 * after the end of the transaction is an error where it is asked for.
 */
export function unheard(sql: Sql): Unheard {
  const answers: Promise<unknown>[] = [];
  let failed: { readonly error: unknown; readonly heard: boolean } | undefined;
  let over = false;
  const late = () => new Error('A statement came after the end of its transaction.');
  const take = (answer: Promise<unknown>, toldTo: 'caller' | 'nobody') => {
    const fail = (error: unknown) => {
      failed ??= { error, heard: toldTo === 'caller' && !over };
    };
    answers.push(answer.then(() => undefined, fail));
  };
  const keep = (answer: Promise<unknown>) => take(answer, 'nobody');
  // Behind a BEGIN that failed, a statement would stand on its own.
  const send = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => (failed ? Promise.reject(failed.error) : ask());
  const told = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (over) return Promise.reject(late());
    const answer = send(ask);
    // Whoever asked may have failed meanwhile, and listens no longer: the transaction hears it all the same.
    take(answer, 'caller');
    return answer;
  };
  return {
    sql: {
      $queryRaw: <Rows>(query: TemplateStringsArray, ...values: readonly unknown[]) => told(() => sql.$queryRaw<Rows>(query, ...values)),
      $executeRaw: (query, ...values) => told(() => sql.$executeRaw(query, ...values)),
      $sendRaw: (query, ...values) => {
        if (over) throw late();
        keep(send(() => sql.$executeRaw(query, ...values)));
      },
    },
    keep,
    settle: async () => {
      await Promise.all(answers);
      if (failed) throw failed.error;
    },
    end: () => {
      over = true;
    },
    cause: async (error) => {
      await Promise.all(answers);
      return failed && (!failed.heard || isAborted(error)) ? failed.error : error;
    },
  };
}
