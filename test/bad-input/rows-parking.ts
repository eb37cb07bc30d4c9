import { type FormRows, found, type Hands, newest, option } from './form-row.ts';

const revivedWith =
  "SELECT data->>'reason' AS v FROM event WHERE subject_type = 'idea' AND kind = 'revived' ORDER BY at DESC, subject_id DESC LIMIT 1";
const why = {
  reason: { stored: newest('parked_idea', 'reason'), good: 'Rain' },
  reopenWhen: { stored: newest('parked_idea', 'reopen_when') },
};
const title = { stored: newest('parked_idea', 'title'), good: 'An idea' };

/** What is not worth doing now, and what comes back. */
export function parkingRows({ at }: Hands): FormRows {
  const other = () => ({ reasonCode: option('other') });
  return {
    'antiBacklog.parkIdea': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'park Something'),
      picks: other,
      fields: { title, ...why },
    },
    'antiBacklog.parkAny': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'park'),
      picks: other,
      fields: { title: { ...title, needed: true }, ...why },
    },
    'antiBacklog.parkAny (item)': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'park'),
      picks: () => ({ ...other(), thing: found('LAB-3') }),
      fields: why,
    },
    'antiBacklog.parkThing': { as: 'mei', open: () => at.type('mei', 'checkout', 'park E-2'), picks: other, fields: why },
    'antiBacklog.parkThing (item)': { as: 'mei', open: () => at.type('mei', 'checkout', 'park LAB-4'), picks: other, fields: why },
    'health.park': {
      as: 'ines',
      open: async () =>
        at.press('ines', await at.press('ines', await at.type('ines', 'checkout', 'health STO'), 'What could be parked?'), 'Park'),
      fields: why,
    },
    'antiBacklog.revive': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'revive E-3'),
      fields: { reason: { stored: revivedWith, good: 'It dried up' } },
    },
    'antiBacklog.reviveAny': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'revive'),
      picks: () => ({ thing: found('I-1') }),
      fields: { reason: { stored: revivedWith, good: 'It dried up' } },
    },
  };
}
