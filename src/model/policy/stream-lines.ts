import { parseStreamKey } from '../text/key.ts';
import { nearest } from '../text/near-miss.ts';
import { parseWholeNumber } from '../text/number.ts';
import { isLegible } from '../text/text.ts';
import { say } from '../words/vocabulary.ts';

/** A stream by its key, with a number. */
export interface StreamLine {
  readonly key: string;
  readonly number: number;
}

/** What lines such as "PAY 50" say, or what is wrong with the first that cannot be read. */
export type StreamLines = { readonly ok: true; readonly lines: readonly StreamLine[] } | { readonly ok: false; readonly wrong: string };

/**
 * Reads one stream and one number per line: "PAY 50", "pay: 50 %". Empty lines say nothing.
 *
 * @param known keys of the streams there are
 */
export function parseStreamLines(
  text: string | undefined,
  known: readonly string[],
  { min, max }: { readonly min: number; readonly max: number },
): StreamLines {
  const lines: StreamLine[] = [];
  for (const line of (text ?? '').split('\n')) {
    const typed = line.trim();
    if (!isLegible(typed)) continue;
    const shown = [...typed].length > 40 ? `${[...typed].slice(0, 40).join('')}…` : typed;
    const [, word = '', digits = ''] = /^(\S+?)[\s:=]+(\S+?)\s*%?$/u.exec(typed) ?? [];
    if (word === '')
      return {
        ok: false,
        wrong: say`“${shown}” is not {a stream} and a number. Write one per line, like ${known[0] ?? 'PAY'} ${max >= 50 ? 50 : 2}.`,
      };
    const key = parseStreamKey(word);
    if (key === null || !known.includes(key)) {
      const near = key === null ? null : nearest(key, known);
      return { ok: false, wrong: say`“${shown}” names no {stream}.${near ? ` Did you mean ${near}?` : ` There are ${known.join(', ')}.`}` };
    }
    const number = parseWholeNumber(digits);
    if (number === null || number < min || number > max)
      return { ok: false, wrong: `“${shown}”: a whole number from ${min} to ${max}, in digits.` };
    if (lines.some((one) => one.key === key)) return { ok: false, wrong: `${key} stands there twice. Keep one of the lines.` };
    lines.push({ key, number });
  }
  return { ok: true, lines };
}
