import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRealDate } from '../../../src/model/calendar/date.ts';
import { formatKey, parseKey, parseStreamKey } from '../../../src/model/text/key.ts';
import { nearest } from '../../../src/model/text/near-miss.ts';
import { parseWholeNumber } from '../../../src/model/text/number.ts';
import {
  cleanLine,
  cleanText,
  countGraphemes,
  firstWords,
  isLegible,
  LONG_TEXT_LIMIT,
  TITLE_LIMIT,
  typedWords,
} from '../../../src/model/text/text.ts';

const title = (text: string) => cleanLine(text, TITLE_LIMIT, 'The title');

describe('keys', () => {
  it.each(['PAY-12', 'pay-12', ' PAY-12 ', 'PAY–12', 'PAY—12', 'PAY‑12', 'PAY−12', 'pay12', 'ＰＡＹ-１２', 'pay-１2'])(
    'reads %s',
    (typed) => {
      const key = parseKey(typed);
      expect(key && formatKey(key)).toBe('PAY-12');
    },
  );
  it.each([
    '',
    'PAY',
    '12',
    'PAY-',
    'PAY-١',
    'PAY-0',
    'PAY-99999999999999999999',
    'PAY-9999999999',
    'PAYMENTS-1',
    'PÄY-1',
    'PAY-12-3',
    'PAY 12',
  ])('does not read %s', (typed) => {
    expect(parseKey(typed)).toBeNull();
  });
  it.each([
    ['pay', 'PAY'],
    ['ｐａｙ', 'PAY'],
    ['P', null],
    ['PAYMENTS', null],
    ['PAY1', null],
    ['E', null],
    ['I', null],
  ])('reads the stream key %s as %s', (typed, key) => {
    expect(parseStreamKey(typed)).toBe(key);
  });
});

describe('numbers', () => {
  it.each([
    ['3', 3],
    ['２', 2],
    ['+5', 5],
    ['05', 5],
    [' 7 ', 7],
    ['0', 0],
  ])('reads %s', (typed, value) => {
    expect(parseWholeNumber(typed)).toBe(value);
  });
  it.each([
    '',
    ' ',
    'NaN',
    'Infinity',
    '1e309',
    '1e2',
    '0x10',
    '0b1',
    '1_000',
    '3.5',
    '3,5',
    '1.000',
    '-0',
    '-1',
    '٣',
    '²',
    'Ⅳ',
    '三',
    '９９９９９９９９９９',
  ])('does not read %s', (typed) => {
    expect(parseWholeNumber(typed)).toBeNull();
  });
});

describe('dates', () => {
  it.each(['2026-02-28', '2028-02-29', '2026-12-31'])('knows %s', (typed) => expect(isRealDate(typed)).toBe(true));
  it.each(['2026-02-30', '2026-02-29', '2026-13-01', '2026-00-10', '02/03/2026', '2026-2-3', '+275760-09-13', '', '20260203'])(
    'does not know %s',
    (typed) => expect(isRealDate(typed)).toBe(false),
  );
});

describe('texts', () => {
  it('makes one line of a title: breaks and tabs to a space, trimmed, NFC', () => {
    expect(title('  a\r\nb\tc\u2028d\u000be  ')).toBe('a b c d e');
    expect(title('e\u0301')).toBe('\u00e9');
  });
  it('keeps what only looks like markup', () => {
    for (const text of [
      '<!channel>',
      '<@U123>',
      '&lt;b&gt;',
      '*bold* _it_ ~s~ `c`',
      '> quote',
      '- item',
      "'; DROP TABLE item;--",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: typed by a person
      '${title}',
      ':rocket: 🚀',
      '[x](https://evil)',
    ])
      expect(title(text)).toBe(text);
  });
  it('takes out what shows nothing and may turn or hide the rest', () => {
    expect(title('a\u202eb\u2066c\u200bd\u{e0041}e\u0007f\ufeff')).toBe('abcdef');
    expect(title('👨\u200d👩\u200d👧')).toBe('👨\u200d👩\u200d👧');
  });
  it('refuses what cannot be stored', () => {
    expect(() => title('a\u0000b')).toThrow(/NUL/);
    expect(() => title('a\ud800b')).toThrow(/half of a character/);
  });
  it('counts as people do, and in bytes', () => {
    expect(countGraphemes('👨‍👩‍👧e\u0301')).toBe(2);
    expect(title('é'.repeat(200))).toHaveLength(200);
    expect(() => title('é'.repeat(201))).toThrow(/up to 200 characters\. This one has 201/);
    expect(() => title('👨‍👩‍👧'.repeat(190))).toThrow(/up to 200 characters/);
    expect(() => title(`a${'\u0301'.repeat(60)}`)).toThrow(/marks on one letter/);
    expect(() => title('x'.repeat(1_000_000))).toThrow(/up to 200 characters/);
  });
  const UNSEEN = [
    ...'\u200b\u200c\u200d\u2060\u2061\u2063\u00ad\u034f\u115f\u1160\u17b4\u3164\uffa0\u2800\u180e\u180b\ufeff\u061c\u200e\u200f',
    ...'\u202a\u202e\u2066\u2069\ufe00\ufe0f\u{e0001}\u{e0041}\u{e007f}\u{e0100}\u{13441}\u{1d159}\ufffc\ufff9\u0301\u20dd',
    ...' \t\n\r\u00a0\u1680\u2003\u2028\u202f\u205f\u3000\u0085\u0007\ue000',
  ];
  it('is empty when no letter of it is seen, however many there are', () => {
    for (const one of UNSEEN)
      expect([one.codePointAt(0)?.toString(16), isLegible(one), title(one)]).toEqual([expect.anything(), false, '']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...UNSEEN), { maxLength: 20 }), (parts) => {
        const text = parts.join('').replace(/\p{M}{9,}/gu, '');
        expect([isLegible(text), typedWords(text), title(text), cleanText(text, LONG_TEXT_LIMIT, 'It')]).toEqual([false, '', '', '']);
      }),
    );
  });
  it('is not empty when one is, whatever stands around it', () => {
    const around = fc
      .array(fc.constantFrom(...UNSEEN.filter((one) => !/\p{M}/u.test(one))), { maxLength: 8 })
      .map((parts) => parts.join(''));
    const seen = ['a', 'é', '7', '-', '?', '€', '🚀', '中', 'ש', 'ك', 'ไ', '한', '👩🏽‍🚀', '🇩🇪', '1️⃣', '\ufffd'];
    for (const one of seen) expect([one, isLegible(one)]).toEqual([one, true]);
    fc.assert(
      fc.property(around, fc.constantFrom(...seen), around, (before, one, after) => {
        expect(isLegible(before + one + after)).toBe(true);
        expect(title(before + one + after)).toContain(one.normalize('NFC'));
        expect(typedWords(before + one + after)).toContain(one);
      }),
    );
  });
  it('keeps lines in long text', () => {
    expect(cleanText('a  b\r\n\r\nc\u2029d', { graphemes: 100, bytes: 1_000 }, 'The text')).toBe('a b\n\nc\nd');
  });
  it('is settled after one cleaning, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        let cleaned: string;
        try {
          cleaned = title(text);
        } catch {
          return;
        }
        expect(title(cleaned)).toBe(cleaned);
        expect(cleaned).not.toMatch(/[\n\r\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('near misses', () => {
  const words = ['next', 'pull', 'done', 'move', 'block', 'unblock', 'board', 'backlog', 'ready', 'help', 'setup', 'show', 'add'];
  it.each([
    ['bord', 'board'],
    ['nxet', 'next'],
    ['blok', 'block'],
    ['backlg', 'backlog'],
    ['redy', 'ready'],
    ['set', 'setup'],
  ])('takes %s for %s', (typed, meant) => expect(nearest(typed, words)).toBe(meant));
  it.each(['constructor', '__proto__', 'toString', 'x', '', 'qqqq'])('leaves %s alone', (typed) =>
    expect(nearest(typed, words)).toBeNull(),
  );
});

describe('the beginning of a sentence, for a name', () => {
  it.each([
    ['With shops.', 'With shops'],
    ['With people who wait for a refund. They leave.', 'With people who wait for a refund. They…'],
    ['With shops\nand with cafés', 'With shops'],
    ['?!', '?!'],
    ['x'.repeat(50), `${'x'.repeat(40)}…`],
    // By bytes, before it is as long as letters allow.
    ['👩‍👩‍👧'.repeat(50), `${'👩‍👩‍👧'.repeat(27)}…`],
    ['\u3164\nWith shops', 'With shops'],
  ])('%s', (text, name) => expect(firstWords(text)).toBe(name));

  it('is never empty and never longer than a name may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), (text) => {
        const cleaned = text.trim();
        fc.pre(cleaned !== '' && countGraphemes(cleaned) <= 400);
        const name = firstWords(cleaned);
        expect(name).not.toBe('');
        expect(countGraphemes(name)).toBeLessThanOrEqual(80);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });
});
