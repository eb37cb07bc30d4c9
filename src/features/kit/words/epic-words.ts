import { shorten } from '../../../chat/words.ts';
import type { ItemEpic } from '../../../database/items/items.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import type { EpicState } from '../../../model/epic/epic.ts';
import type { OutcomeGap } from '../../../model/epic/outcome-gap.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { lowerFirst } from './item-words.ts';

/** An epic as far as one line about its outcome needs it. */
export type Hoping = Pick<ItemEpic, 'outcome' | 'outcomeGap' | 'measure' | 'askAgainOn'>;

// A line stays a line: the whole text is on the epic's card.
const LINE = 160;
const SHORT_MEASURE = 60;

/** The anticipated outcome as part of a line: "fewer give up at the card form". null while it is not known, or says nothing. */
export function outcomeLine(epic: Hoping): string | null {
  if (epic.outcome === null || epic.outcomeGap === 'says_nothing') return null;
  return shorten(lowerFirst(epic.outcome.replace(/\s+/gu, ' ')).replace(/\.$/, ''), LINE);
}

/** The same with its measure: "fewer give up at the card form, 38 % → 30 %". */
export function outcomeWithMeasure(epic: Hoping): string | null {
  const line = outcomeLine(epic);
  const measure = epic.measure?.replace(/\.$/, '') ?? '';
  if (line === null || measure === '' || measure.length > SHORT_MEASURE) return line;
  return /^[0-9]/.test(measure) ? `${line}, ${measure}` : `${line}: ${measure}`;
}

/** Why a written outcome counts as missing (row G6), as people read it. */
export const GAP_WORDS: Readonly<Record<OutcomeGap, string>> = {
  says_nothing: say`it would fit any {epic}`,
  after_delivery: 'it was first written after delivery',
};

/** " (counts as missing: it would fit any epic)", or nothing. */
export function gapMark({ outcomeGap }: Pick<Hoping, 'outcomeGap'>): string {
  return outcomeGap === null ? '' : ` (counts as missing: ${GAP_WORDS[outcomeGap]})`;
}

/** "Not known yet. I'll ask on 3 March."; where something is written that counts as missing, that and why. */
export function notKnownYet(epic: Hoping, today: string): string {
  if (epic.outcome !== null) return `“${shorten(epic.outcome.replace(/\s+/gu, ' '), LINE)}”${gapMark(epic)}.`;
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
