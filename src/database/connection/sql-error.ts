// What Postgres (SQLSTATE) and Prisma (P…) call it.
const BUSY = new Set(['55P03', '57014', '53300', 'P2028', 'P2024']);
const AGAIN = new Set(['40P01', '40001', 'P2034']);
// Computed from what is there, or found free there: a rank between two others, the next version of a subject, a name that nobody has.
// Two writers may come to the same; run again, the later one sees the other's.
const COMPUTED =
  /item_organization_id_stream_id_rank_key|stream_id[^)]*rank|event_pkey|subject_version|theme_one_name_key|objective_one_title_key/;

/** Too many transactions wait already: better a quick "busy" than an answer after the platform gave up. */
export class NoRoom extends Error {
  readonly code = 'P2028';
  constructor() {
    super('no connection within the time that a person waits');
    this.name = 'NoRoom';
  }
}

interface DriverError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly meta?: {
    readonly code?: unknown;
    readonly driverAdapterError?: {
      readonly cause?: { readonly originalCode?: unknown; readonly code?: unknown; readonly kind?: unknown };
    };
  };
  readonly cause?: unknown;
}

/** Every code that an error and its causes carry: SQLSTATE, Prisma's, the system's. */
export function codesOf(error: unknown): Set<string> {
  const found = new Set<string>();
  let current = error as DriverError | undefined;
  for (let depth = 0; current && typeof current === 'object' && depth < 5; depth += 1) {
    const cause = current.meta?.driverAdapterError?.cause;
    for (const code of [current.code, current.meta?.code, cause?.originalCode, cause?.code]) if (typeof code === 'string') found.add(code);
    if (cause?.kind === 'TransactionWriteConflict') found.add('40001');
    current = current.cause as DriverError | undefined;
  }
  return found;
}

/** Somebody else holds what this needs (a lock, a connection) for longer than we wait. */
export function isBusy(error: unknown): boolean {
  return [...codesOf(error)].some((code) => BUSY.has(code));
}

/**
 * A statement before this one broke the transaction that both stand in. Sent twice behind the broken one, a named statement is
 * missing the second time (26000), as it was not parsed the first.
 */
export function isAborted(error: unknown): boolean {
  const codes = codesOf(error);
  return codes.has('25P02') || codes.has('26000');
}

/** A row of that key is there already. */
export function isTaken(error: unknown): boolean {
  const codes = codesOf(error);
  return codes.has('23505') || codes.has('P2002');
}

/** The organization of this request is no longer there: its workspace moved to another one meanwhile. */
export function isOrganizationGone(error: unknown): boolean {
  const codes = codesOf(error);
  if (!codes.has('23503') && !codes.has('P2003')) return false;
  return /inbox_organization_id_fkey/.test(JSON.stringify(error, Object.getOwnPropertyNames(error)));
}

/** What was read has been changed by somebody else before it was written: the transaction runs again and sees the new state. */
export class Superseded extends Error {
  constructor() {
    super('changed by somebody else meanwhile');
    this.name = 'Superseded';
  }
}

/** The whole transaction may be run again: a deadlock, a write conflict, or two writers computed the same next thing. */
export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof Superseded) return true;
  const codes = codesOf(error);
  if ([...codes].some((code) => AGAIN.has(code))) return true;
  return isTaken(error) && COMPUTED.test(JSON.stringify(error, Object.getOwnPropertyNames(error)));
}
