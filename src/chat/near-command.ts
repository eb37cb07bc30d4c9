import { nearest } from '../model/text/near-miss.ts';

// Words that people know from elsewhere: no slip of the hand, so no word of ours is near them. What answers them all the same is told.
const FROM_ELSEWHERE: ReadonlyMap<string, (rest: string) => string | null> = new Map<string, (rest: string) => string | null>([
  ...'forecast metrics summary digest export report ai map tree canvas pulse retro checklist budget experiment forensics'
    .split(' ')
    .map((word) => [word, () => null] as [string, () => null]),
  ['ask', (rest: string) => (/^next\W*$/iu.test(rest) ? 'next' : null)],
  ['find', () => 'show'],
  ['search', () => 'show'],
]);

/** A word of ours that is offered for one that is none. */
export interface Near {
  /** null: nothing of ours is near it, nor answers it. */
  readonly word: string | null;
  /** Told as what answers it, rather than as what was meant to be typed. */
  readonly instead: boolean;
}

/**
 * What to offer for a word that is no command: what was probably meant, or what answers it. Never a guess for a word that means something
 * else, which would mislead.
 *
 * @param rest what was typed behind it
 */
export function nearCommand(word: string, rest: string, known: readonly string[]): Near {
  const answer = FROM_ELSEWHERE.get(word);
  if (answer) return { word: answer(rest), instead: true };
  return { word: word.length <= 20 ? nearest(word, known) : null, instead: false };
}
