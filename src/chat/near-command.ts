import { nearest } from '../model/text/near-miss.ts';

// Words that people know from other tools. They are not typing errors, so no word of ours is guessed; if one does the job, it is named.
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
 * What to offer for a word that is no command: the command that was probably meant, or the one that does the job. A word that means
 * something else gets no guess, which would mislead.
 *
 * @param rest what was typed behind it
 */
export function nearCommand(word: string, rest: string, known: readonly string[]): Near {
  const answer = FROM_ELSEWHERE.get(word);
  if (answer) return { word: answer(rest), instead: true };
  return { word: word.length <= 20 ? nearest(word, known) : null, instead: false };
}
