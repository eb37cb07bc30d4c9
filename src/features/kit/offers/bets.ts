import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { longText, optionalDate, optionalText, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** Opens the form that holds a running bet. */
export const holdEpic = action('portfolio.askHold', { epicId: z.uuid() }, 'form');
/** Opens the form that stops a running bet; `reviewId`: in a review, which goes on afterwards. */
export const stopEpic = action('portfolio.askStop', { epicId: z.uuid(), reviewId: z.uuid().nullable() }, 'form');
/** Opens the form that lets an epic be more than a limit or a guardrail allows. */
export const overrideBet = action('portfolio.askOverride', { epicId: z.uuid() }, 'form');

/** Opens the form that ends a bet's exception from the limit. */
export const askEndException = action('portfolio.askEndException', { epicId: z.uuid() }, 'form');

/** `version`: of the epic when the form was opened. */
const data = { epicId: z.uuid(), version: z.number().int() };

export const holdForm = form({
  name: 'portfolio.hold',
  title: 'Hold',
  submit: 'Hold it',
  fields: {
    reason: text({ label: 'Why now?', hint: 'One line. It stays with the decision.', limit: REASON_LIMIT }),
    until: optionalDate({ label: 'Look again on', hint: 'It goes back to ready until then.' }),
  },
  data: z.object(data),
});

export const stopForm = form({
  name: 'portfolio.stop',
  title: 'Stop',
  submit: 'Stop it',
  fields: {
    reason: text({ label: 'Why stop?', hint: 'One line. It stays with the decision.', limit: REASON_LIMIT }),
    learned: longText({
      label: 'What did we learn?',
      hint: 'For the next person who has the idea: it goes to the anti-backlog.',
      limit: REASON_LIMIT,
      required: true,
    }),
    reopenWhen: optionalText({
      label: 'Would reopen if',
      hint: 'A condition in a few words. With no condition and no date it stays there.',
      limit: REASON_LIMIT,
    }),
    reopenOn: optionalDate({ label: 'Look again on' }),
  },
  data: z.object({ ...data, reviewId: z.uuid().nullable() }),
});

export const overrideForm = form({
  name: 'portfolio.override',
  title: 'Invest all the same',
  submit: 'Invest',
  fields: {
    reason: text({ label: 'Why?', hint: 'One line. It stays with the decision.', limit: REASON_LIMIT }),
    until: optionalDate({ label: 'Over the limit until', hint: say`After that day it counts as every other {bet}.` }),
  },
  data: z.object(data),
});

export const endExceptionForm = form({
  name: 'portfolio.endException',
  title: 'End the exception',
  submit: 'End it now',
  fields: { reason: optionalText({ label: 'Why now?', hint: 'One line, if you like. It stays with the decision.', limit: REASON_LIMIT }) },
  data: z.object({ epicId: z.uuid() }),
});

/** Why a bet starts before one that scores better: one tap. */
export const BEFORE_BETTER = ['a date outside', 'others wait for it', 'we learn most from it'] as const;

/** Starts a bet before one that scores better, with one of the usual reasons; `reviewId`: in a review, which goes on afterwards. */
export const betBefore = action('portfolio.betBefore', {
  epicId: z.uuid(),
  version: z.number().int(),
  reviewId: z.uuid().nullable(),
  reason: z.enum(BEFORE_BETTER),
});
