import { distance } from 'fastest-levenshtein';

/**
 * The word a person probably meant: at most two slips away, and fewer than half of its letters; in a short word two slips are two letters
 * in each other's place, because anything else is another word.
 *
 * @returns null when nothing is near enough
 */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: { word: string; slips: number } | null = null;
  for (const candidate of known) {
    const slips = candidate.startsWith(word) && word.length >= 2 ? 1 : distance(word, candidate);
    if (
      slips <= 2 &&
      slips * 2 <= candidate.length &&
      (slips < 2 || candidate.length > 4 || sameLetters(word, candidate)) &&
      (best === null || slips < best.slips)
    )
      best = { word: candidate, slips };
  }
  return best?.word ?? null;
}

function sameLetters(one: string, other: string): boolean {
  return [...one].sort().join('') === [...other].sort().join('');
}
