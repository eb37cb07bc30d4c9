import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, isolate, shorten } from '../../src/chat/shown/legible.ts';
import { shares } from '../../src/chat/shown/shares.ts';
import { escapeWithin } from '../../src/slack/render/text.ts';
import { textObject } from '../../src/slack/render/text-object.ts';

describe('shorten', () => {
  test.each([
    ['hello', 5, 'hello'],
    ['hello', 4, 'hel…'],
    ['a b c', 3, 'a…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15, '👩‍👩‍👧‍👦…'],
    ['🇩🇪🇫🇷', 7, '🇩🇪…'],
    ['hello', 1, '…'],
    ['hello', 0, ''],
    ['\u2068שלום עולם\u2069', 8, '\u2068שלום…\u2069'],
  ])('%s in %i is %s', (text, max, short) => expect(shorten(text, max)).toBe(short));

  test('never exceeds its room, never breaks a letter, and says when it cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }).map(clean), fc.nat(60), (text, max) => {
        const short = shorten(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short.isWellFormed()).toBe(true);
        if (short !== text && max > 0) expect(short).toContain('…');
      }),
    );
  });

  test('escaped, an entity is never cut in half', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', '😀'), maxLength: 60 }),
        fc.integer({ min: 1, max: 80 }),
        (text, max) => {
          const escaped = escapeWithin(text, max);
          expect(escaped.length).toBeLessThanOrEqual(max);
          expect(escaped.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
        },
      ),
    );
  });
});

test('clean takes out what turns or hides text, and nothing else', () => {
  expect(clean('a\u202eb\u2066c\u0000d\u001be\r\nf\u2028g\th')).toBe('abcde\nf\ng\th');
  expect(clean('a\ud800b')).toBe('a\ufffdb');
});

test('isolate holds right-to-left lines together, without their margins', () => {
  expect(isolate('plain')).toBe('plain');
  expect(isolate(' שלום \nplain')).toBe(' \u2068שלום\u2069 \nplain');
});

test('shares give everyone what they need or an equal part', () => {
  expect(shares([10, 100, 100], 110)).toEqual([10, 50, 50]);
  expect(shares([1, 2], 100)).toEqual([1, 2]);
  expect(shares([], 5)).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.nat(500)), fc.nat(1_000), (needs, total) => {
      const given = shares(needs, total);
      expect(given.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(total);
      expect(given.every((one, index) => one >= 0 && one <= (needs[index] ?? 0))).toBe(true);
    }),
  );
});

describe('beside a button and in small print', () => {
  const text = (value: string) => ({ type: 'text' as const, text: value });

  test('bold, links and dates are markup where nothing else can be', () => {
    const spans = [
      { type: 'bold' as const, text: 'PAY-12' },
      text(' · Save a card & <pay>, '),
      { type: 'link' as const, text: 'plan', url: 'https://x.test/a_b' },
    ];
    expect(textObject(spans, 3_000)).toEqual({
      type: 'mrkdwn',
      text: '*PAY-12* · Save a card &amp; &lt;pay&gt;, <https://x.test/a_b|plan>',
      verbatim: true,
    });
  });

  test.each(['snake_case', '2 * 3', '`x`', '~no~', ':rocket:', '> quote', 'line\n> quote'])('“%s” is plain text, as typed', (title) => {
    const spans = [{ type: 'bold' as const, text: 'PAY-12' }, text(' '), text(title)];
    const shown = title.startsWith('>') ? [{ type: 'bold' as const, text: 'PAY-12' }, text('\n'), text(title)] : spans;
    expect(textObject(shown, 3_000)).toMatchObject({ type: 'plain_text', emoji: false, text: expect.stringContaining(title) });
  });

  test('bold glued to a letter is plain, because its stars would show', () => {
    expect(textObject([{ type: 'bold', text: 'PAY' }, text('ments')], 3_000)).toMatchObject({ type: 'plain_text', text: 'PAYments' });
  });
});
