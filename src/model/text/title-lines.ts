import { Refusal } from '../rights/refusal.ts';
import { cleanLine, isLegible, TITLE_LIMIT } from './text.ts';

/** How many titles go into a backlog at once. */
export const LINES_AT_MOST = 50;
const NAMED_AT_MOST = 4;

/** A title and the line it stood in, counted from 1. */
export interface TitleLine {
  readonly line: number;
  readonly title: string;
}

// What lists begin their lines with elsewhere: "- ", "* ", "3. ", "[ ] ".
const BULLET = /^(?:[-*•‣◦–—]|\d{1,3}[.)]|\[[ xX]?\])(?:\s+|$)/u;

/**
 * Reads a pasted list, one title per line; empty lines and bullets fall away.
 *
 * @throws Refusal invalid_input naming every line that can't be taken, as far as a sentence goes. Nothing is half taken.
 */
export function readTitles(text: string): TitleLine[] {
  const lines = text
    .split('\n')
    .map((line, index) => ({ line: index + 1, title: line.trim().replace(BULLET, '').replace(BULLET, '') }))
    .filter((one) => isLegible(one.title));
  if (lines.length === 0) throw new Refusal('invalid_input', 'There is no title in it.', 'Write one per line.');
  if (lines.length > LINES_AT_MOST)
    throw new Refusal(
      'invalid_input',
      `These are ${lines.length} titles; up to ${LINES_AT_MOST} go at once.`,
      'Paste the rest afterwards.',
    );
  const wrong: string[] = [];
  const titles = lines.flatMap((one) => {
    try {
      return [{ line: one.line, title: cleanLine(one.title, TITLE_LIMIT, `Line ${one.line}`) }];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      wrong.push(error.message);
      return [];
    }
  });
  refuseLines([...wrong, ...twins(titles)]);
  return titles;
}

/** Two titles that differ in capitals only are the same to a reader. */
export function sameTitle(title: string): string {
  return title.toLowerCase();
}

/** Refuses a list for what is wrong with its lines, if anything is. */
export function refuseLines(wrong: readonly string[]): void {
  if (wrong.length === 0) return;
  const more = wrong.length - NAMED_AT_MOST;
  const named = wrong.slice(0, NAMED_AT_MOST).join(' ');
  throw new Refusal('invalid_input', more > 0 ? `${named} And ${more} more.` : named, 'Nothing was added yet.');
}

function twins(titles: readonly TitleLine[]): string[] {
  const byTitle = new Map<string, TitleLine[]>();
  for (const one of titles) byTitle.set(sameTitle(one.title), [...(byTitle.get(sameTitle(one.title)) ?? []), one]);
  return [...byTitle.values()].flatMap((same) => {
    const [first] = same;
    if (!first || same.length === 1) return [];
    const lines = new Intl.ListFormat('en').format(same.map((one) => String(one.line)));
    return [`Lines ${lines} are the same: “${quote(first.title)}”.`];
  });
}

/** A title quoted back, short enough for a sentence under a field. */
export function quote(title: string): string {
  const letters = [...title];
  return letters.length <= 60 ? title : `${letters.slice(0, 60).join('')}…`;
}
