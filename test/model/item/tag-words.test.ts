import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTags, tagWord } from '../../../src/model/item/tag-words.ts';

const KNOWN = new Map([
  ['checkout', 'c'],
  ['till', 'c'],
  ['card payment', 'p'],
  ['card', 'k'],
  ['payment', 'y'],
]);

describe('tags as they are typed', () => {
  it('takes commas or none, the longest known phrase first, and any case', () => {
    expect(readTags('Checkout, Card  Payment', KNOWN)).toEqual({ tagIds: ['c', 'p'], unknown: [] });
    expect(readTags('card payment checkout', KNOWN)).toEqual({ tagIds: ['p', 'c'], unknown: [] });
    expect(readTags('payment card', KNOWN)).toEqual({ tagIds: ['y', 'k'], unknown: [] });
    expect(readTags('till checkout', KNOWN)).toEqual({ tagIds: ['c'], unknown: [] });
  });

  it('says what it does not know, words that stand together as one', () => {
    expect(readTags('gift wrap checkout', KNOWN)).toEqual({ tagIds: ['c'], unknown: ['gift wrap'] });
    expect(readTags('chekout; card', KNOWN)).toEqual({ tagIds: ['k'], unknown: ['chekout'] });
    expect(readTags(' , ;', KNOWN)).toEqual({ tagIds: [], unknown: [] });
    expect(readTags('__proto__ constructor', KNOWN)).toEqual({ tagIds: [], unknown: ['__proto__ constructor'] });
  });

  it('finds all that is known in any order, and loses no word', () => {
    const word = fc.constantFrom('checkout', 'till', 'card payment', 'xx', 'yy zz');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const { tagIds, unknown } = readTags(words.join(', '), KNOWN);
        expect(new Set(tagIds)).toEqual(new Set(words.flatMap((one) => KNOWN.get(one) ?? [])));
        expect(new Set(unknown)).toEqual(new Set(words.filter((one) => !KNOWN.has(one))));
      }),
    );
  });

  it('looks a word up the same way however it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(tagWord(tagWord(text))).toBe(tagWord(text));
      }),
    );
  });
});
