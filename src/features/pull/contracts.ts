import { z } from 'zod';
import { action, wordsOf } from '../../chat/action.ts';
import { longText } from '../../chat/field.ts';
import { form } from '../../chat/form.ts';
import { REASON_LIMIT } from '../../model/text.ts';

/** Why an item is pulled before better-ranked ones (row D1): one tap. */
export const OUT_OF_ORDER = ['skill', 'waiting', 'same area', 'other'] as const;

// A button names the item by id and the version it was drawn against: a changed item answers "this changed since".
const item = { itemId: z.uuid(), version: z.number().int() };

export const pulls = {
  /** Pull it, for the team that the button was drawn for. */
  take: action('pull.take', { ...item, teamId: z.uuid(), reason: z.enum(OUT_OF_ORDER).optional() }),
  notNow: action('pull.notNow', {}),
  move: action('pull.move', { ...item, to: wordsOf(100) }),
  finish: action('pull.finish', item),
  askBlock: action('pull.askBlock', item),
  unblock: action('pull.unblock', item),
};

export const blockForm = form({
  name: 'pull.block',
  title: 'Blocked',
  submit: 'Mark as blocked',
  fields: {
    reason: longText({
      label: 'What blocks it?',
      hint: 'What it waits for: a thing or a decision. It shows on the board.',
      limit: REASON_LIMIT,
      required: true,
    }),
  },
  data: z.object(item),
});
