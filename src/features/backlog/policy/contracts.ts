import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, choices, optionalWholeNumber, text, toggle, wholeNumber } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { CHECK_LABELS, READINESS_CHECKS } from '../../../model/item/readiness.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** Opens the form with what an item passes before it may be pulled. */
export const editReadiness = action('policy.editReadiness', { streamId: z.uuid() }, 'form');
/** Opens the form with a stream's limits and shares. */
export const editLimits = action('policy.editLimits', { streamId: z.uuid() }, 'form');

const reason = text({ label: 'Why?', hint: 'One line. It stays with the decision.', limit: REASON_LIMIT });

/** `was`: the policy when the form was opened, so that nobody overwrites what they have not seen. */
const data = z.object({
  streamId: z.uuid(),
  was: z.object({
    checks: z.array(z.enum(READINESS_CHECKS)),
    expediteLimit: z.number().int(),
    freeTop: z.number().int(),
    sprintDays: z.number().int(),
    scored: z.boolean(),
    technicalShare: z.number().int().nullable(),
    slack: z.boolean(),
    slackEnforced: z.boolean(),
    needsEvidence: z.boolean(),
    version: z.number().int(),
  }),
});

export const readinessForm = form({
  name: 'policy.readiness',
  title: say`When is {an item} ready?`,
  submit: 'Save',
  fields: {
    checks: choices({
      label: say`{An item} is ready when it has`,
      max: READINESS_CHECKS.length,
      options: READINESS_CHECKS.map((value) => ({ value, text: CHECK_LABELS[value] })),
    }),
    needsEvidence: toggle({ label: 'A feature from a parked idea needs evidence, or a waiver with its reason' }),
    reason,
  },
  data,
});

export const limitsForm = form({
  name: 'policy.limits',
  title: 'Limits and shares',
  submit: 'Save',
  fields: {
    sprintDays: wholeNumber({ label: 'Days in a sprint', hint: 'Ready work of 3 to 6 sprints is the right size.', min: 1, max: 60 }),
    freeTop: wholeNumber({ label: say`Top {items} to pull in any order`, hint: 'Without a reason, 1 to 3.', min: 1, max: 3 }),
    expediteLimit: wholeNumber({ label: 'Expedited at once', hint: '0: nothing is expedited.', min: 0, max: 20 }),
    technicalShare: optionalWholeNumber({
      label: 'Technical share, in percent',
      hint: 'Debt and enablers among what is finished. About 20 is usual; empty is no policy.',
      min: 0,
      max: 100,
    }),
    slack: choice({
      label: say`Slack capacity: about 20 % of {a team}’s limit stays free for the unplanned`,
      options: [
        { value: 'off', text: 'Off' },
        { value: 'shown', text: 'Shown' },
        { value: 'kept', text: 'Kept: planned pulls stop before it' },
      ],
    }),
    scored: toggle({ label: say`{Items} carry scores that explain their order` }),
    reason,
  },
  data,
});
