import type { Inline } from '../../../chat/span.ts';
import { shorten } from '../../../chat/words.ts';
import { onDay, type Today } from '../../kit/words/idea-words.ts';

const QUOTED = 120;

/** One change of the strategy as it is told. */
export interface Line {
  readonly at: Date;
  readonly words: readonly Inline[];
}

/** "T-1 · Calm money: activated. On 3 March by Amara." */
export function lineOf(
  what: readonly Inline[],
  told: string,
  { at, by }: { readonly at: Date; readonly by: string | null },
  today: Today,
): Line {
  return { at, words: [...what, `: ${told} On ${onDay(at, today)}${by === null ? '' : ` by ${by}`}.`] };
}

/** What a text said, in a line that keeps its lines apart; “nothing” where it said nothing. */
export function quote(text: string | null): string {
  return text === null ? 'nothing' : `“${shorten(text.replace(/\s*\n\s*/gu, '; ').replace(/\s+/gu, ' '), QUOTED)}”`;
}
