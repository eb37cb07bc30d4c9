import { DateTime } from 'luxon';

/** A running bet, as far as limits count it. */
export interface Counted {
  readonly streamId: string | null;
  /** It was let in over a limit, and that exception is in force. */
  readonly excepted: boolean;
}

/** How many bets may run at once: in the portfolio, and in the streams that have a limit of their own. */
export interface BetLimits {
  readonly portfolio: number;
  readonly streams: ReadonlyMap<string, number>;
}

/** A limit that leaves no room for one more. */
export interface Full {
  /** null: the whole portfolio. */
  readonly streamId: string | null;
  readonly limit: number;
  readonly running: number;
}

/** Places that are taken: by all that run without an exception from the limit. */
export function placesTaken(running: readonly Counted[]): number {
  return running.filter((one) => !one.excepted).length;
}

/** How full a limit is. */
export interface Places {
  /** null: the whole portfolio. */
  readonly streamId: string | null;
  readonly limit: number;
  readonly taken: number;
}

/** How full the limits are that concern a bet: the portfolio's, and that of its stream if it has one. */
export function placesFor(running: readonly Counted[], limits: BetLimits, streamId: string | null): Places[] {
  const own = streamId === null ? undefined : limits.streams.get(streamId);
  return [
    { streamId: null, limit: limits.portfolio, taken: placesTaken(running) },
    ...(own === undefined ? [] : [{ streamId, limit: own, taken: placesTaken(running.filter((one) => one.streamId === streamId)) }]),
  ];
}

/**
 * The limits that one more bet would go over (row B5). A bet with an exception from the limit takes no place while that is in force;
 * once it is over the bet counts as every other does.
 *
 * @param streamId of the bet that wants in; null: it has none, so only the portfolio's limit concerns it
 */
export function fullFor(running: readonly Counted[], limits: BetLimits, streamId: string | null): Full[] {
  const full: Full[] = [];
  const judge = (bets: readonly Counted[], limit: number | undefined, where: string | null) => {
    if (limit !== undefined && placesTaken(bets) >= limit) full.push({ streamId: where, limit, running: bets.length });
  };
  judge(running, limits.portfolio, null);
  if (streamId !== null)
    judge(
      running.filter((one) => one.streamId === streamId),
      limits.streams.get(streamId),
      streamId,
    );
  return full;
}

/** The limit of a portfolio that set none: what runs today, at least one (row B5). */
export function startingLimit(running: number): number {
  return Math.max(1, running);
}

/** For so many days after it first listed what ran before, an organization may list more. */
export const BEGINNING_DAYS = 30;

/**
 * May bets still be listed as running before the organization began, exempt from the gate (MODEL section 3)? Only at its beginning: once a
 * bet has passed the gate, or later, that would be a way around it.
 *
 * @param gated a bet has passed the gate
 * @param firstBetAt when its first bet was listed; null: none was
 */
export function mayListRunning(gated: boolean, firstBetAt: Date | null, now: Date): boolean {
  return !gated && (firstBetAt === null || now.getTime() - firstBetAt.getTime() <= BEGINNING_DAYS * 86_400_000);
}

/** An exception from the limit lasts at most so many days. */
export const LONGEST_EXCEPTION_DAYS = 90;
const USUAL_EXCEPTION_DAYS = 28;

/** The last day that a form suggests for such an exception, or for looking again at a bet that is on hold. */
export function suggestedUntil(today: string): string {
  return plusDays(today, USUAL_EXCEPTION_DAYS);
}

/** The latest day until which such an exception may last. */
export function latestUntil(today: string): string {
  return plusDays(today, LONGEST_EXCEPTION_DAYS);
}

/** The midnight that ends a local date: "until Thursday" means all of Thursday. */
export function endOfDay(date: string, zone: string): Date {
  return DateTime.fromISO(date, { zone }).plus({ days: 1 }).startOf('day').toJSDate();
}

function plusDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}
