import type { Sql, TransactionSql } from './database.ts';
import { isAborted } from './sql-error.ts';

/** One transaction's statements, some of which nobody waits for. */
export interface PendingStatements {
  readonly sql: TransactionSql;
  /** Takes an answer that nobody waits for. */
  readonly track: (answer: Promise<unknown>) => void;
  /**
   * Waits for all answers, also for those that nobody waits for.
   *
   * @throws what the first statement that failed said
   */
  readonly drain: () => Promise<void>;
  /** From here on nothing is sent: the connection is somebody else's. */
  readonly end: () => void;
  /** What the first statement that failed so far said; undefined while none did. */
  readonly firstFailure: () => unknown;
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
export function pendingStatements(sql: Sql): PendingStatements {
  const answers: Promise<unknown>[] = [];
  let first: { readonly error: unknown; readonly reachedCaller: boolean } | undefined;
  let over = false;
  const late = () => new Error('A statement came after the end of its transaction.');
  const watch = (answer: Promise<unknown>, waitedFor: boolean) => {
    const fail = (error: unknown) => {
      first ??= { error, reachedCaller: waitedFor && !over };
    };
    answers.push(answer.then(() => undefined, fail));
  };
  const track = (answer: Promise<unknown>) => watch(answer, false);
  // Behind a BEGIN that failed, a statement would stand on its own.
  const send = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => (first ? Promise.reject(first.error) : ask());
  const sendForCaller = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (over) return Promise.reject(late());
    const answer = send(ask);
    // Whoever asked may have failed meanwhile, and listens no longer: the transaction hears it all the same.
    watch(answer, true);
    return answer;
  };
  return {
    sql: {
      $queryRaw: <Rows>(query: TemplateStringsArray, ...values: readonly unknown[]) =>
        sendForCaller(() => sql.$queryRaw<Rows>(query, ...values)),
      $executeRaw: (query, ...values) => sendForCaller(() => sql.$executeRaw(query, ...values)),
      $sendRaw: (query, ...values) => {
        if (over) throw late();
        track(send(() => sql.$executeRaw(query, ...values)));
      },
    },
    track,
    drain: async () => {
      await Promise.all(answers);
      if (first) throw first.error;
    },
    end: () => {
      over = true;
    },
    firstFailure: () => first?.error,
    cause: async (error) => {
      await Promise.all(answers);
      return first && (!first.reachedCaller || isAborted(error)) ? first.error : error;
    },
  };
}
