import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import {
  longText,
  optionalChoice,
  optionalDate,
  optionalPerson,
  optionalText,
  optionalWholeNumber,
  text,
  toggle,
} from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { EPIC_FLOW } from '../../../model/epic/epic.ts';
import { LONG_TEXT_LIMIT, REASON_LIMIT, TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { epicTextFields } from '../forms/epic-text-fields.ts';
import { setAsideData } from './likeness.ts';

/** The buttons of epics, apart from their handlers, so that other features can offer them. */
export const epics = {
  /** Opens the proposal. */
  propose: action('portfolio.propose', { title: z.string().max(200) }, 'form'),
  /** Proposes what was set aside because something like it is there. */
  proposeAnyway: action('portfolio.proposeAnyway', setAsideData),
  /** Moves an epic; the button names the version it was drawn against. */
  move: action('portfolio.move', { epicId: z.uuid(), version: z.number().int(), to: z.enum(EPIC_FLOW) }),
  /** Opens what else is known of an epic. */
  details: action('portfolio.details', { epicId: z.uuid() }, 'form'),
  /** Opens the anticipated outcome of an epic. */
  outcome: action('portfolio.outcome', { epicId: z.uuid() }, 'form'),
  /** Opens the anticipated outcome of the first epic without one that the asker may write. */
  helpWrite: action('portfolio.helpWrite', {}, 'form'),
  /** Opens the date that a law or contract sets on an epic. */
  date: action('portfolio.date', { epicId: z.uuid() }, 'form'),
  /** The next part of a state. */
  more: action('portfolio.more', { state: z.enum(EPIC_FLOW), after: z.number().int().min(0) }),
};

const title = text({ label: 'Title', placeholder: 'What would be different? A few words.', limit: TITLE_LIMIT });

// Needed unless "not known yet" is ticked: together they are judged by model/epic/epic-outcome.ts.
const anticipated = {
  outcome: longText({
    label: 'Anticipated outcome',
    hint: 'What do you hope gets better, and for customer, business or platform? One or two sentences.',
    limit: REASON_LIMIT,
  }),
  notKnown: toggle({ label: 'Not known yet' }),
  askAgainOn: optionalDate({ label: 'Ask me again on', hint: 'Only if it is not known yet.' }),
  affects: optionalChoice({ label: 'Mostly for', placeholder: 'Customer, business or platform' }),
  measure: optionalText({
    label: 'How will we know?',
    hint: "A number, today's value, the hoped-for value. Rough is fine.",
    limit: REASON_LIMIT,
  }),
};

/** The first screen of a proposal: two answers are enough. The rest comes by `detailsForm`. */
export const proposeForm = form({
  name: 'portfolio.propose',
  title: say`Propose {an epic}`,
  submit: 'Propose',
  fields: { title, ...anticipated },
  /** `link`: the message that it was made from; empty for none. */
  data: z.object({ link: z.string().max(2_000) }),
});

export const outcomeForm = form({
  name: 'portfolio.outcome',
  title: 'Anticipated outcome',
  submit: 'Save',
  fields: anticipated,
  /** `revision`: of the epic when the form was opened, so that nobody overwrites what they have not seen. */
  data: z.object({ epicId: z.uuid(), revision: z.number().int() }),
});

export const detailsForm = form({
  name: 'portfolio.details',
  title: say`Details of {an epic}`,
  submit: 'Save',
  fields: {
    title,
    ...epicTextFields,
    evidence: longText({
      label: 'Evidence',
      hint: 'A link, figure or conversation. None yet is fine.',
      limit: LONG_TEXT_LIMIT,
      links: true,
    }),
    streamId: optionalChoice({ label: say`{Stream}`, hint: 'Leave empty if unsure.' }),
    ownerId: optionalPerson({ label: 'Owner', hint: 'Who looks after it.' }),
    themeId: optionalChoice({ label: say`{Theme}`, hint: 'Leave empty if unsure.' }),
    keyResultId: optionalChoice({ label: say`{Key result}`, hint: 'What it should move. Leave empty if unsure.' }),
    reviewLag: optionalWholeNumber({
      label: 'Days from delivery to the review of its outcome',
      hint: 'Thirty, unless you say otherwise.',
      min: 0,
      max: 730,
    }),
    horizon: optionalChoice({
      label: 'Horizon',
      hint: 'When is it to pay back?',
      options: [
        { value: 'short', text: 'It returns soon' },
        { value: 'long', text: 'It builds a capability' },
      ],
    }),
  },
  /** `revision`: of the epic when the form was opened. */
  data: z.object({ epicId: z.uuid(), revision: z.number().int() }),
});

export const epicDateForm = form({
  name: 'portfolio.date',
  title: 'External date',
  submit: 'Save',
  fields: {
    on: optionalDate({ label: 'Date', hint: 'Set by a law or a contract, not by us. Leave it empty if there is none.' }),
    why: optionalText({ label: 'Which law or contract?', limit: REASON_LIMIT }),
  },
  /** `revision`: of the epic when the form was opened. */
  data: z.object({ epicId: z.uuid(), revision: z.number().int() }),
});
