import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, longText, lookup, optionalChoices, optionalLookup, optionalText, text, toggle } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { ITEM_KINDS } from '../../../model/item/item.ts';
import { CONFIRMED_CHECKS } from '../../../model/item/readiness.ts';
import { capital } from '../../../model/text/capital.ts';
import { LONG_TEXT_LIMIT, REASON_LIMIT, TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { SOURCES } from '../finding/sources.ts';
import { setAsideData } from './likeness.ts';

/** Opens the form with an item's readiness checks. */
export const prepareItem = action('backlog.prepare', { itemId: z.uuid() }, 'form');
/** Makes an item ready, if its checks pass. */
export const readyItem = action('backlog.ready', { itemId: z.uuid() });
/** Adds what was typed although something like it is there. */
export const addAnyway = action('backlog.addAnyway', setAsideData);
/** Opens the form that asks for a stream. */
export const chooseStream = action('backlog.choose', {}, 'form');
/** The next part of what is not ready, here. */
export const moreRefining = action('backlog.moreRefining', { streamId: z.uuid().nullable(), after: z.number().int().min(0) });
/** The next part of a backlog. */
export const showMore = action('backlog.more', { streamId: z.uuid(), after: z.number().int().min(0) });

const KIND_OPTIONS = ITEM_KINDS.map((value) => ({ value, text: capital(value) }));

const wished = {
  title: text({ label: 'Title', placeholder: 'What would be different? A few words.', limit: TITLE_LIMIT }),
  streamId: choice({ label: say`{Stream}` }),
  kind: choice({ label: 'Kind', options: KIND_OPTIONS }),
  purpose: optionalText({
    label: 'Purpose',
    hint: 'Feature: whom does it benefit? Enabler: what does it enable? Debt: which reliability, scale or risk does it relieve?',
    limit: REASON_LIMIT,
  }),
  epicId: optionalLookup({ label: say`{Epic}`, hint: 'Whose outcome does it serve? Leave empty if unsure.', source: SOURCES.epics }),
};

export const addForm = form({
  name: 'backlog.add',
  title: 'Add to a backlog',
  submit: 'Add',
  fields: wished,
  /** `link`: the message that it is made from; empty for none. */
  data: z.object({ link: z.string().max(2_000) }),
});

/** The same for what was a parked idea: a feature then enters with evidence, or with a waiver (row C19). */
export const addRevivedForm = form({
  name: 'backlog.addRevived',
  title: 'Add to a backlog',
  submit: 'Add',
  fields: {
    ...wished,
    evidence: longText({
      label: 'Evidence',
      hint: 'For a feature: a figure, link or conversation that speaks for it.',
      limit: REASON_LIMIT,
      links: true,
    }),
    waiver: optionalText({
      label: 'Or why without',
      hint: 'Why we take it without evidence. It goes into the decision log.',
      limit: REASON_LIMIT,
    }),
  },
  data: z.object({ ideaId: z.uuid() }),
});

export const prepareForm = form({
  name: 'backlog.prepare',
  title: 'Checks',
  submit: 'Save',
  fields: {
    title: text({ label: 'Title', limit: TITLE_LIMIT }),
    kind: choice({ label: 'Kind', options: KIND_OPTIONS }),
    purpose: optionalText({
      label: 'Purpose',
      hint: 'Whom does it benefit, or what does it enable or relieve? One line.',
      limit: REASON_LIMIT,
    }),
    criteria: longText({ label: 'Acceptance criteria', hint: 'How will we see that it works? One per line.', limit: LONG_TEXT_LIMIT }),
    small: toggle({ label: 'Small enough to finish within the usual time' }),
    // Those of the stream's policy that a person confirms; not shown where there are none.
    confirmed: optionalChoices({ label: 'Looked at, and true', max: CONFIRMED_CHECKS.length }),
    epicId: optionalLookup({ label: say`{Epic}`, hint: 'Whose outcome does it serve? Leave empty if unsure.', source: SOURCES.epics }),
  },
  data: z.object({ itemId: z.uuid() }),
});

/** Asks which one, where nobody said. */
export const showAnyForm = form({
  name: 'backlog.show',
  title: 'Show',
  submit: 'Show it',
  fields: { thing: lookup({ label: say`{Item}, {epic} or parked idea`, source: SOURCES.things }) },
  data: z.object({}),
});

/** Asks for the stream whose backlog is shown. */
export const streamForm = form({
  name: 'backlog.stream',
  title: 'Backlog',
  submit: 'Show it',
  fields: { streamId: lookup({ label: say`{Stream}`, source: SOURCES.streams }) },
  data: z.object({}),
});
