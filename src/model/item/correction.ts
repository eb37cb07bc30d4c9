import { DateTime } from 'luxon';
import { localDate } from '../calendar/days.ts';
import { Refusal } from '../rights/refusal.ts';

/** What is known of an item whose start or finish was noted wrongly (row X4). */
export interface Correctable {
  readonly key: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Local days, `YYYY-MM-DD`; undefined: as it stands. */
export interface CorrectedDays {
  readonly startedOn?: string | undefined;
  readonly finishedOn?: string | undefined;
}

/** What is wrong with a wish, by field, or the instants that it comes to; an instant that stays is left out. */
export type Corrected =
  | { readonly ok: false; readonly errors: { readonly startedOn?: string; readonly finishedOn?: string } }
  | { readonly ok: true; readonly startedAt?: Date; readonly finishedAt?: Date };

/**
 * Reads corrected days. A start counts from the beginning of its day and a finish to its end, so that the whole days between them come
 * out as a person counts them; nothing lies in the future, no finish before its start, and no start before the item was known here
 * (imports bring starts of their own, which may be earlier). What was finished without a recorded start may get one.
 *
 * @throws Refusal when there is no start to correct
 */
export function correctDays(item: Correctable, wanted: CorrectedDays, now: Date, zone: string): Corrected {
  const { startedAt, finishedAt } = item;
  if (startedAt === null && finishedAt === null)
    throw new Refusal('conflict', `${item.key} was never started.`, `Pull it first: /flow pull ${item.key}.`);
  const today = localDate(now, zone);
  const was = { start: startedAt && localDate(startedAt, zone), finish: finishedAt && localDate(finishedAt, zone) };
  const start = wanted.startedOn ?? was.start;
  const finish = wanted.finishedOn ?? was.finish;
  const added = localDate(item.createdAt, zone);
  const known = was.start !== null && was.start < added ? was.start : added;
  if (finishedAt === null && wanted.finishedOn !== undefined)
    return wrong({ finishedOn: `${item.key} isn't done yet. Finish it first: /flow done ${item.key}.` });
  if (start !== null && start > today) return wrong({ startedOn: 'That is in the future, and this is about what happened.' });
  if (finish !== null && finish > today) return wrong({ finishedOn: 'That is in the future, and this is about what happened.' });
  if (start !== null && start < known)
    return wrong({ startedOn: `${item.key} was not here before ${known}, so it can't have been started.` });
  if (finish !== null && finish < (start ?? known)) {
    return wrong(
      wanted.finishedOn === undefined || wanted.finishedOn === was.finish
        ? { startedOn: 'It would be finished before it is started.' }
        : { finishedOn: 'It would be finished before it is started.' },
    );
  }
  return {
    ok: true,
    ...(start === was.start || start === null ? {} : { startedAt: beginningOf(start, zone) }),
    ...(finish === was.finish || finish === null ? {} : { finishedAt: earlier(endOf(finish, zone), now) }),
  };
}

function wrong(errors: Extract<Corrected, { ok: false }>['errors']): Corrected {
  return { ok: false, errors };
}

function beginningOf(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).startOf('day').toJSDate();
}

function endOf(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).endOf('day').toJSDate();
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
