import { Refusal } from '../../model/rights/refusal.ts';
import { codesOf, isBusy } from './sql-error.ts';

// A node that is only read from since a failover (25006), that shuts down, starts, or ended the session; a connection that broke or could
// not be made; and what Prisma calls the same.
const CODES = new Set([
  '25006',
  '25P03',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
]);
// What pg says of a connection by itself has no code.
const WORDS =
  /^(Connection terminated|Query read timeout|timeout exceeded when|timeout expired|Client (was closed|has encountered a conn))/;

/** The database does not answer, or not as one that can be written to: the connection is of no use, another one may be. */
export function isUnavailable(error: unknown): boolean {
  if ([...codesOf(error)].some((code) => CODES.has(code) || /^08...$/.test(code))) return true;
  return error instanceof Error && WORDS.test(error.message);
}

/** What a person is told when the database does not answer and nothing of theirs can have been written. */
export function databaseSilent(): Refusal {
  return new Refusal('busy', "My database doesn't answer right now, and nothing of yours was changed.", 'Try again in a moment.');
}

/** What a person is told of a failure of the database that passes; null for any other. For what only reads: see `transact` for writes. */
export function passingFailure(error: unknown): Refusal | null {
  return isUnavailable(error) || isBusy(error) ? databaseSilent() : null;
}
