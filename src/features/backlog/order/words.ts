import { shorten, type WordsReader } from '../../../chat/words.ts';
import type { Placement } from '../../../model/item/order.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { formatKey, parseKey } from '../../../model/text/key.ts';
import { nearest } from '../../../model/text/near-miss.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** What is typed after `order`: nothing, an item, or an item and its place. */
export type OrderWords = { readonly key?: string; readonly to?: Placement };

const PLACES = 'A place is top, bottom, above KEY or below KEY.';

type Where = Placement['type'];

/** What people say for a place. */
const WHERE: ReadonlyMap<string, Where> = new Map([
  ['top', 'top'],
  ['first', 'top'],
  ['bottom', 'bottom'],
  ['last', 'bottom'],
  ['end', 'bottom'],
  ['up', 'up'],
  ['down', 'down'],
  ['above', 'above'],
  ['before', 'above'],
  ['below', 'below'],
  ['after', 'below'],
]);

/** Reads `KEY top|bottom|up|down`, `KEY above KEY` or `KEY below KEY`; "to", "the" and "of" may stand between. */
export const orderWords: WordsReader<OrderWords> = (words, usage) => {
  const list = words.list.filter((word, index) => index === 0 || !['to', 'the', 'of'].includes(word.toLowerCase()));
  const [first, second, third] = list;
  if (first === undefined) return {};
  const key = readKey(first, usage);
  if (second === undefined) return { key };
  const said = second.normalize('NFKC').toLowerCase();
  const type = WHERE.get(said);
  if (type === undefined) {
    const near = said.length <= 20 ? nearest(said, [...WHERE.keys()]) : null;
    throw new Refusal('invalid_input', `“${shorten(second)}” isn't a place.${near ? ` Did you mean ${near}?` : ''}`, PLACES);
  }
  if (type !== 'above' && type !== 'below') return { key, to: { type } };
  if (third === undefined)
    throw new Refusal(
      'invalid_input',
      say`${type === 'above' ? 'Above' : 'Below'} which {item}?`,
      `Type /flow order ${key} ${type} and its key.`,
    );
  return { key, to: { type, key: readKey(third, usage) } };
};

function readKey(word: string, usage: string): string {
  const key = parseKey(word);
  if (!key) throw new Refusal('invalid_input', `“${shorten(word)}” isn't a key. Keys look like PAY-12.`, `Type ${usage}.`);
  return formatKey(key);
}
