import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../src/chat/field.ts';
import { optionalKeyAndText, splitWords } from '../../src/chat/words.ts';
import { features } from '../../src/features/index.ts';
import { isLegible } from '../../src/model/text/text.ts';

/** Texts that look empty; each of these shows nothing by itself, nor do any together. */
const nothing = fc
  .array(
    fc.constantFrom(
      ...'\u200b\u200c\u200d\u2060\u00ad\u034f\u115f\u1160\u3164\uffa0\u2800\u180e\ufeff\u061c\u202e\u2066\u2069\ufe0f\u{e0041}\u{e0100} \n\t\u00a0\u3000',
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join('').replace(/\p{M}{9,}/gu, ''));

const FIELDS = features
  .flatMap((feature) => feature.forms)
  .flatMap(({ contract }) =>
    Object.entries(contract.fields).map(([name, schema]) => ({ id: `${contract.name}.${name}`, schema, field: fieldOf(schema) })),
  )
  .filter(({ field }) => ['text', 'longText', 'number', 'date'].includes(field.type));

describe('what only looks like an answer', () => {
  it.each(FIELDS)('is none in $id', ({ schema, field }) => {
    fc.assert(
      fc.property(nothing, (typed) => {
        const parsed = schema.safeParse(typed);
        const left = schema.safeParse('');
        // Just as if it had been left empty, with the same words.
        expect(parsed.success).toBe(!field.required);
        expect(parsed).toEqual(left.success ? { success: true, data: undefined } : expect.objectContaining({ success: false }));
        expect(parsed.error?.issues).toEqual(left.error?.issues);
      }),
      { numRuns: 30 },
    );
  });

  it('is no word, alone or behind a key', () => {
    fc.assert(
      fc.property(nothing, (typed) => {
        expect(splitWords(typed)).toEqual({ text: '', list: [] });
        const { text } = optionalKeyAndText(splitWords(`PAY-12 ${typed}`), '/flow block');
        expect(text).toBe('');
        expect(isLegible(text)).toBe(false);
      }),
    );
  });
});
