import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, longText, lookup, optionalDate, optionalLookup, optionalText, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { PARK_REASON_NAMES, PARK_REASONS } from '../../../model/item/parking.ts';
import { capital } from '../../../model/text/capital.ts';
import { REASON_LIMIT, TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { SOURCES } from '../finding/sources.ts';
import { setAsideData } from './likeness.ts';

/** Opens the form that parks an item or an epic: a button of their cards. */
export const parkThing = action('antiBacklog.park', { kind: z.enum(['item', 'epic']), id: z.uuid() }, 'form');
/** Opens the form that parks an idea, with the title filled in. */
export const parkWords = action('antiBacklog.words', { title: z.string().max(2_000) }, 'form');
/** Opens the form that asks what changed. */
export const reviveIdea = action('antiBacklog.revive', { ideaId: z.uuid() }, 'form');
/** Goes on with a revived idea that was never an item or epic: the form of either, with its title. */
export const onward = action('antiBacklog.onward', { ideaId: z.uuid(), as: z.enum(['item', 'epic']) }, 'form');
/** Parks what was typed although something like it is there. */
export const parkAnyway = action('antiBacklog.parkAnyway', setAsideData);
/** The next part of the list or of what was found. */
export const moreParked = action('antiBacklog.more', { words: z.string().max(2_000), after: z.number().int().min(0) });

const why = {
  reasonCode: choice({ label: 'Reason', options: PARK_REASONS.map((value) => ({ value, text: capital(PARK_REASON_NAMES[value]) })) }),
  reason: longText({
    label: 'Why not now?',
    hint: 'One or two sentences, for the next person who has the idea.',
    limit: REASON_LIMIT,
    required: true,
  }),
  reopenWhen: optionalText({
    label: 'Would reopen if',
    hint: 'A condition in a few words. With no condition and no date it stays parked.',
    limit: REASON_LIMIT,
  }),
  reopenOn: optionalDate({ label: 'Look again on' }),
};

/** Parks an idea that is neither an item nor an epic. */
export const parkIdeaForm = form({
  name: 'antiBacklog.parkIdea',
  title: 'Park an idea',
  submit: 'Park it',
  fields: { title: text({ label: 'Idea', placeholder: 'What would be different? A few words.', limit: TITLE_LIMIT }), ...why },
  /** `link`: the message that it was made from. */
  data: z.object({ link: z.string().max(2_000) }),
});

/** Where nobody said what: an idea in a few words, or something that is here. */
export const parkAnyForm = form({
  name: 'antiBacklog.parkAny',
  title: 'Park',
  submit: 'Park it',
  fields: {
    title: optionalText({ label: 'Idea', placeholder: 'What would be different? A few words.', limit: TITLE_LIMIT }),
    thing: optionalLookup({ label: 'Or something that is here', placeholder: say`{An item} or {an epic}`, source: SOURCES.work }),
    ...why,
  },
  data: z.object({}),
});

/** Parks an item or an epic. */
export const parkThingForm = form({
  name: 'antiBacklog.parkThing',
  title: 'Park',
  submit: 'Park it',
  fields: why,
  /** `version`: of the item or epic as it was when the form was opened. */
  data: z.object({ kind: z.enum(['item', 'epic']), id: z.uuid(), version: z.number().int() }),
});

const whatChanged = text({ label: 'What changed?', hint: 'One line. It stays with the idea.', limit: REASON_LIMIT });

/** What changed, so that it is looked at again. */
export const reviveForm = form({
  name: 'antiBacklog.revive',
  title: 'Reopen',
  submit: 'Reopen it',
  fields: { reason: whatChanged },
  data: z.object({ key: z.string().max(20) }),
});

/** The same where nobody said which. */
export const reviveAnyForm = form({
  name: 'antiBacklog.reviveAny',
  title: 'Reopen',
  submit: 'Reopen it',
  fields: { thing: lookup({ label: 'Parked idea', source: SOURCES.parked }), reason: whatChanged },
  data: z.object({}),
});
