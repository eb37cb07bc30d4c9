import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { longText, optionalChoice, optionalPerson, optionalText, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { LONG_TEXT_LIMIT, REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** What a small form of its own fills in: what a gate may miss, and the theme. The outcome and the score have theirs. */
export const FILLED = ['hypothesis', 'owner', 'stream', 'case', 'evidence', 'theme'] as const;
export type Filled = (typeof FILLED)[number];

/** Opens the form for just that part of an epic. */
export const fillPart = action('portfolio.fill', { epicId: z.uuid(), part: z.enum(FILLED) }, 'form');

/** `revision`: of the epic when the form was opened. */
const data = z.object({ epicId: z.uuid(), revision: z.number().int() });

export const hypothesisForm = form({
  name: 'portfolio.hypothesis',
  title: 'Hypothesis',
  submit: 'Save',
  fields: {
    hypothesis: longText({
      label: 'Hypothesis',
      hint: 'We believe … will result in …; we’ll know when …',
      limit: REASON_LIMIT,
      required: true,
    }),
  },
  data,
});

export const ownerForm = form({
  name: 'portfolio.owner',
  title: 'Owner',
  submit: 'Save',
  fields: { ownerId: optionalPerson({ label: 'Owner', hint: 'Who looks after it.' }) },
  data,
});

export const streamForm = form({
  name: 'portfolio.stream',
  title: say`{Stream}`,
  submit: 'Save',
  fields: { streamId: optionalChoice({ label: say`{Stream}`, hint: 'Whose backlog most of it goes into.' }) },
  data,
});

export const caseForm = form({
  name: 'portfolio.case',
  title: 'Why is it worth it?',
  submit: 'Save',
  fields: { caseLine: text({ label: 'The case, in a line', hint: 'Why this, before something else?', limit: REASON_LIMIT }) },
  data,
});

export const evidenceForm = form({
  name: 'portfolio.evidence',
  title: 'Evidence',
  submit: 'Save',
  fields: {
    evidence: longText({
      label: 'Evidence',
      hint: 'A link, figure, conversation or passed experiment.',
      limit: LONG_TEXT_LIMIT,
      links: true,
    }),
    waiver: optionalText({ label: say`Or: why we {bet} without it`, hint: 'It is noted as a decision.', limit: REASON_LIMIT }),
  },
  data,
});

/** What is picked in the form of a theme by whoever says that an epic serves none. */
export const NO_THEME = 'none';

export const epicThemeForm = form({
  name: 'portfolio.theme',
  title: say`{Theme}`,
  submit: 'Save',
  fields: { themeId: optionalChoice({ label: say`{Theme}`, hint: 'Which one does it serve? None is an answer, too.' }) },
  data,
});
