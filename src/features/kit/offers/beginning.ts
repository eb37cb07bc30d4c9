import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { longText, optionalPerson, optionalText } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { LONG_TEXT_LIMIT, NAME_LIMIT, REASON_LIMIT } from '../../../model/text/text.ts';
import { LINES_AT_MOST } from '../../../model/text/title-lines.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** The questions of a leader's first ten minutes (VOICE), each with its "not now". */
export const beginning = {
  /** "Where must we win?" */
  sayWhere: action('portfolio.sayWhere', {}, 'form'),
  /** "What is running now?" */
  listRunning: action('portfolio.listRunning', {}, 'form'),
  /** "Who looks after them?" */
  nameOwners: action('portfolio.nameOwners', {}, 'form'),
  /** "Ask their owners?": one message each. */
  askOwners: action('portfolio.askOwners', {}),
  /** Goes on without an answer; the question is not asked again by itself. */
  skip: action('portfolio.skip', { question: z.enum(['where', 'running', 'outcomes']) }),
};

export const whereForm = form({
  name: 'portfolio.where',
  title: 'Where must we win?',
  submit: 'That is it',
  fields: {
    winWhere: longText({ label: 'Where must we win?', hint: 'One sentence is enough.', limit: REASON_LIMIT, required: true }),
    name: optionalText({ label: 'In a few words', hint: 'What people will call it. Empty: its first words.', limit: NAME_LIMIT }),
  },
  data: z.object({}),
});

export const runningForm = form({
  name: 'portfolio.running',
  title: 'What is running now?',
  submit: 'List them',
  fields: {
    titles: longText({
      label: say`{Bets} that run`,
      hint: `One title per line, up to ${LINES_AT_MOST}. They ran before Millrace, so no gate asks anything of them.`,
      placeholder: 'Easier checkout',
      limit: LONG_TEXT_LIMIT,
      required: true,
    }),
  },
  data: z.object({}),
});

const owner = optionalPerson({ label: 'Who looks after it?' });

/** How many owners are named at once. */
export const OWNERS_AT_ONCE = 8;

/** One person per bet; which bet a field stands for is what the form carries. */
export const ownersForm = form({
  name: 'portfolio.owners',
  title: 'Who looks after them?',
  submit: 'Save',
  fields: { first: owner, second: owner, third: owner, fourth: owner, fifth: owner, sixth: owner, seventh: owner, eighth: owner },
  /** Bets in the order of the fields. */
  data: z.object({ epicIds: z.array(z.uuid()).max(OWNERS_AT_ONCE) }),
});
