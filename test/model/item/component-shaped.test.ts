import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComponentShaped } from '../../../src/model/item/component-shaped.ts';
import { ITEM_KINDS } from '../../../src/model/item/item.ts';

const feature = (title: string) => isComponentShaped({ kind: 'feature', title, purpose: null });

describe('an item that reads like a part of the system', () => {
  it.each([
    'Build the payments API',
    'Add a column to the orders table',
    '[BE] Save a card',
    'UI: save a card',
    'Create refund service',
    'Backend - refunds',
  ])('gets the question: %s', (title) => expect(feature(title)).toBe(true));

  it.each([
    'Save a card for one-click payment',
    'Clearer decline messages',
    'Add gift cards',
    '[Checkout] Save a card',
    'Table service for restaurants',
    'Adding is faster',
    'Make the rapid tablet quicker',
    '',
  ])('gets none: %s', (title) => expect(feature(title)).toBe(false));

  it('is no question for other kinds, nor where a purpose answers it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ITEM_KINDS), fc.constantFrom(null, ' ', 'For returning shoppers'), (kind, purpose) => {
        const asked = isComponentShaped({ kind, title: 'Build the payments API', purpose });
        expect(asked).toBe(kind === 'feature' && !purpose?.trim());
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(typeof feature(title)).toBe('boolean');
      }),
    );
  });
});
