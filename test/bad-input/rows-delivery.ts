import { DateTime } from 'luxon';
import { date, type FormRows, found, type Hands, newest, newestDecision, ofItem } from './form-row.ts';

/** What is under way or done: blocking, pulling, what goes first, what came up, what was learned. */
export function deliveryRows({ at, idOf }: Hands): FormRows {
  const blockedBy = (key: string) =>
    `SELECT b.reason AS v FROM blocked_interval b JOIN item i ON i.id = b.item_id WHERE b.to_at IS NULL AND i.key = '${key}'`;
  return {
    'pull.block': {
      as: 'oskar',
      open: () => at.type('oskar', 'checkout', 'block LAB-2'),
      fields: { reason: { needed: true, stored: blockedBy('LAB-2'), good: 'Rain' } },
    },
    'pull.blockAny': {
      as: 'oskar',
      open: () => at.type('oskar', 'checkout', 'block'),
      picks: () => ({ itemId: found(idOf('LAB-5')) }),
      fields: { reason: { stored: blockedBy('LAB-5'), good: 'Rain' } },
    },
    'pull.otherReason': {
      as: 'mei',
      open: async () => at.press('mei', await at.type('mei', 'checkout', 'pull LAB-10'), 'Other'),
      fields: { reason: { stored: newestDecision('reason'), good: 'A fair' } },
    },
    'expedite.item': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'expedite LAB-9'),
      fields: { reason: { stored: newestDecision('reason'), good: 'A storm' } },
    },
    'exception.grant': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'exception'),
      fields: { reason: { stored: newestDecision('reason'), good: 'A storm' } },
    },
    'unplanned.start': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'unplanned'),
      fields: { title: { stored: newest('item', 'title'), good: 'A flooded cellar' } },
    },
    'learn.item': {
      as: 'mei',
      open: async () => at.press('mei', await at.type('mei', 'checkout', 'LAB-7'), 'What did we learn?'),
      fields: { learning: { stored: ofItem('LAB-7', 'learning'), good: 'It dries up' } },
    },
    'corrections.correct': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'correct LAB-8'),
      picks: () => ({ startedOn: date(DateTime.now().minus({ days: 15 }).toFormat('yyyy-MM-dd')) }),
      fields: { reason: { stored: newestDecision('reason'), good: 'It was forgotten' } },
    },
  };
}
