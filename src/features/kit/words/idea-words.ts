import type { Inline } from '../../../chat/span.ts';
import type { IdeaRow } from '../../../database/ideas/ideas.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { PARK_REASON_NAMES } from '../../../model/item/parking.ts';
import { ended } from '../../../model/text/ended.ts';
import type { Read, Write } from '../access.ts';

/** The day on which something is said, for dates in words. */
export interface Today {
  readonly date: string;
  readonly zone: string;
}

export function todayOf({ now, organization }: Read | Write): Today {
  return { date: localDate(now, organization.zone), zone: organization.zone };
}

/** `3 March`, in the organization's zone. */
export function onDay(instant: Date, today: Today): string {
  return sayDate(localDate(instant, today.zone), today.date);
}

/** "on 3 March by the Payments owner, Ines Brandt" */
export function decision(idea: IdeaRow, today: Today): string {
  const owner = idea.deciderOwns ? `the ${idea.deciderOwns} owner, ` : '';
  return `on ${onDay(idea.parkedAt, today)}${idea.decidedBy ? ` by ${owner}${idea.decidedBy}` : ''}`;
}

/** "not worth it. “Credit checks cost more than the sales bring in.”"; the sentence alone where the code says nothing. */
export function whyParked(idea: Pick<IdeaRow, 'reasonCode' | 'reason'>): Inline[] {
  const code = idea.reasonCode === 'other' ? '' : `${PARK_REASON_NAMES[idea.reasonCode]}. `;
  return [`${code}${quoted(idea.reason)}`];
}

/** A sentence in quotes, ended where its author did not. */
export function quoted(text: string): string {
  return /[.!?…]$/.test(text) ? `“${text}”` : `“${text}”.`;
}

/** "Would reopen if: a check costs under €1. Look again on 3 March 2027." */
export function wouldReopen(idea: Pick<IdeaRow, 'reopenOn' | 'reopenWhen'>, today: Today): string {
  const parts = [
    idea.reopenWhen ? `Would reopen if: ${ended(idea.reopenWhen)}` : '',
    idea.reopenOn ? `Look again on ${sayDate(idea.reopenOn, today.date)}.` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : 'Nothing named would reopen it.';
}

/** "2 people support it" */
export function supportWords(supporters: number): string {
  return supporters === 1 ? '1 person supports it' : `${supporters} people support it`;
}
