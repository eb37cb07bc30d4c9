import { shorten } from '../../../chat/words.ts';
import type { ItemEpic } from '../../../database/items/items.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import type { EpicState } from '../../../model/epic/epic.ts';
import { lowerFirst } from './item-words.ts';

/** An epic as far as one line about its outcome needs it. */
export type Hoping = Pick<ItemEpic, 'outcome' | 'measure' | 'askAgainOn'>;

// A line stays a line: the whole text is on the epic's card.
const LINE = 160;
const SHORT_MEASURE = 60;

/** The anticipated outcome as part of a line: "fewer give up at the card form". null while it is not known. */
export function outcomeLine(epic: Hoping): string | null {
  if (epic.outcome === null) return null;
  return shorten(lowerFirst(epic.outcome.replace(/\s+/gu, ' ')).replace(/\.$/, ''), LINE);
}

/** The same with its measure: "fewer give up at the card form, 38 % → 30 %". */
export function outcomeWithMeasure(epic: Hoping): string | null {
  const line = outcomeLine(epic);
  const measure = epic.measure?.replace(/\.$/, '') ?? '';
  if (line === null || measure === '' || measure.length > SHORT_MEASURE) return line;
  return /^[0-9]/.test(measure) ? `${line}, ${measure}` : `${line}: ${measure}`;
}

/** "Not known yet. I'll ask on 3 March." */
export function notKnownYet(epic: Hoping, today: string): string {
  if (epic.askAgainOn === null) return 'Not known yet.';
  const day = sayDate(epic.askAgainOn, today);
  return epic.askAgainOn > today ? `Not known yet. I'll ask on ${day}.` : `Not known yet. It was to be asked again on ${day}.`;
}

/** Names of the states as people read them. */
export const EPIC_STATE_NAMES: Readonly<Record<EpicState, string>> = {
  funnel: 'Funnel',
  exploring: 'Exploring',
  ready: 'Ready',
  investing: 'Investing',
  delivered: 'Delivered',
  parked: 'Parked',
  stopped: 'Stopped',
};
