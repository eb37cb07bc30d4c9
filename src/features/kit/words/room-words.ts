import { localDate } from '../../../model/calendar/days.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { lastDay } from '../../../model/calendar/working-days.ts';
import { plannedLimit, type TeamWip } from '../../../model/flow/wip.ts';

/** When words about a team's room are said. */
export interface Said {
  readonly now: Date;
  /** IANA zone of the organization. */
  readonly zone: string;
}

/**
 * "2 of 5 in progress, 1 place kept for the unplanned", "5 of 4 in progress, 5 until 3 March": a team's room, without the
 * full stop.
 *
 * @param reserve a stream that is meant keeps a reserve for the unplanned
 */
export function roomWords(team: TeamWip, reserve: boolean, said: Said): string {
  const kept = team.limit - plannedLimit(team.limit, reserve);
  return [
    `${team.inProgress} of ${team.limit} in progress`,
    ...(team.until ? [`${team.limit + team.extra} until ${untilDay(team.until, said)}`] : []),
    ...(kept > 0 ? [`${kept} ${kept === 1 ? 'place' : 'places'} kept for the unplanned`] : []),
  ].join(', ');
}

/** "4 March": the last day of an exception. */
export function untilDay(until: Date, { now, zone }: Said): string {
  return sayDate(lastDay(until, zone), localDate(now, zone));
}

/** "5 of 4 in progress, by exception until 3 March." after one more was started. */
export function startedWords(team: TeamWip, said: Said): string {
  const inProgress = team.inProgress + 1;
  const over = inProgress > team.limit && team.until !== null;
  return `${inProgress} of ${team.limit} in progress${over && team.until ? `, by exception until ${untilDay(team.until, said)}` : ''}.`;
}
