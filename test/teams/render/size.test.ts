import { expect, it } from 'vitest';
import { z } from 'zod';
import { action } from '../../../src/chat/action.ts';
import { type Button, button, entry, list } from '../../../src/chat/block.ts';
import { TEAMS_CLIENT } from '../../../src/teams/base/capabilities.ts';
import { createSeal, withPlace } from '../../../src/teams/base/seal.ts';
import { drawMessage } from '../../../src/teams/render/message.ts';

const open = action('test.open', { itemId: z.uuid(), version: z.number() });

it('a full card stays within 28 KB when its buttons are given the place they are about', () => {
  const one: Button = {
    ...button('Open', open, { itemId: '0199f4c0-0000-7000-8000-000000000000', version: 12 }),
    nonce: '0199f4c0-0000-7000-8000-000000000001',
  };
  const rows = list(Array.from({ length: 300 }, (_, index) => entry([`PAY-${index} · A title of some length`], one)));
  const { card } = drawMessage([rows], TEAMS_CLIENT);
  const place = { externalId: `19:${'a'.repeat(44)}@thread.tacv2`, name: 'Checkout and payments', kind: 'channel' } as const;
  const sent = withPlace(card, createSeal('secret').close(place, '29:user'));
  const bytes = Buffer.byteLength(JSON.stringify(sent));
  expect(bytes).toBeLessThanOrEqual(28_000);
  // Nor is room given away.
  expect(bytes).toBeGreaterThan(20_000);
  expect(JSON.stringify(card)).toMatch(/and 2\d\d more/);
});
