import { z } from 'zod';
import { action, wordsOf } from '../../../chat/action.ts';
import { longText, lookup, optionalLookup, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { SOURCES } from '../finding/sources.ts';

/** Why an item is pulled before better-ranked ones (row D1): one tap. */
export const OUT_OF_ORDER = ['skill', 'waiting', 'same area', 'other'] as const;

// A button names the item by id and the version it was drawn against: a changed item answers "this changed since".
const item = { itemId: z.uuid(), version: z.number().int() };

export const pulls = {
  /** Pull it, for the team that the button was drawn for. */
  take: action('pull.take', { ...item, teamId: z.uuid(), reason: z.enum(OUT_OF_ORDER).optional() }),
  /** Opens the form that asks for a reason in words. */
  askOther: action('pull.askOther', { ...item, teamId: z.uuid() }, 'form'),
  notNow: action('pull.notNow', {}),
  move: action('pull.move', { ...item, to: wordsOf(100) }),
  finish: action('pull.finish', item),
  askBlock: action('pull.askBlock', item, 'form'),
  unblock: action('pull.unblock', item),
};

const reason = longText({
  label: 'What blocks it?',
  hint: 'What it waits for: a thing or a decision. It shows on the board.',
  limit: REASON_LIMIT,
  required: true,
});

export const blockForm = form({
  name: 'pull.block',
  title: 'Blocked',
  submit: 'Mark as blocked',
  fields: {
    reason: longText({
      label: 'What blocks it?',
      hint: 'What it waits for: a thing or a decision. It shows on the board.',
      limit: REASON_LIMIT,
    }),
    sameId: optionalLookup({
      label: 'Or the same as',
      hint: say`What holds other {items} up already. Then no reason is needed here.`,
      source: SOURCES.blockers,
    }),
  },
  data: z.object(item),
});

/** The same where nobody said which item. */
export const blockAnyForm = form({
  name: 'pull.blockAny',
  title: 'Blocked',
  submit: 'Mark as blocked',
  fields: { itemId: lookup({ label: say`{Item}`, source: SOURCES.items }), reason },
  data: z.object({}),
});

export const otherReasonForm = form({
  name: 'pull.otherReason',
  title: 'Why this one now?',
  submit: 'Pull it',
  fields: {
    reason: text({ label: 'Reason', hint: 'A few words. They show where the order is explained.', limit: REASON_LIMIT }),
  },
  data: z.object({ ...item, teamId: z.uuid() }),
});
