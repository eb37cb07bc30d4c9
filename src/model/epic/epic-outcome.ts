import { DateTime } from 'luxon';
import type { Affected } from './epic.ts';
import type { AnticipatedOutcome } from './epic-event.ts';

/** What a person answered about the outcome of an epic, cleaned but not judged. */
export interface OutcomeAnswers {
  readonly outcome: string | undefined;
  readonly affects: Affected | undefined;
  readonly measure: string | undefined;
  readonly notKnown: boolean;
  /** A date that exists. */
  readonly askAgainOn: string | undefined;
}

/** A revisit date lies at most this far ahead. */
const YEARS_AHEAD = 10;
const WEEKS_SUGGESTED = 4;

/** The date that a form suggests for asking again. */
export function suggestedDate(today: string): string {
  return DateTime.fromISO(today, { zone: 'utc' }).plus({ weeks: WEEKS_SUGGESTED }).toFormat('yyyy-MM-dd');
}

/** The last date on which one may ask to be asked again. */
export function lastDate(today: string): string {
  return DateTime.fromISO(today, { zone: 'utc' }).plus({ years: YEARS_AHEAD }).toFormat('yyyy-MM-dd');
}

/**
 * Row B3: an anticipated outcome, or "not known yet" with a day on which to ask again.
 *
 * @param today the organization's local date
 * @returns what to store, or what is wrong by field
 */
export function judgeOutcome(
  answers: OutcomeAnswers,
  today: string,
): { readonly ok: true; readonly value: AnticipatedOutcome } | { readonly ok: false; readonly errors: Readonly<Record<string, string>> } {
  const { outcome, notKnown, askAgainOn } = answers;
  const rest = { affects: answers.affects ?? null, measure: answers.measure ?? null };
  if (outcome !== undefined) {
    if (notKnown) return { ok: false, errors: { notKnown: 'There is a sentence above. Keep it and untick this, or clear it.' } };
    return { ok: true, value: { outcome, ...rest, askAgainOn: null } };
  }
  if (!notKnown) return { ok: false, errors: { outcome: 'Add a sentence, or tick "Not known yet".' } };
  if (askAgainOn === undefined) return { ok: false, errors: { askAgainOn: 'Pick the day on which I should ask again.' } };
  if (askAgainOn <= today) return { ok: false, errors: { askAgainOn: 'Pick a day after today.' } };
  if (askAgainOn > lastDate(today)) return { ok: false, errors: { askAgainOn: `Pick a day within ${YEARS_AHEAD} years.` } };
  return { ok: true, value: { outcome: null, ...rest, askAgainOn } };
}
