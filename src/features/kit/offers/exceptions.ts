import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { text, wholeNumber } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** Nobody needs more at once; a team that does has a limit that is too low. */
const MOST_EXTRA = 5;

const team = { teamId: z.uuid() };

/** Opens the form that grants one's own team an exception from its limit. */
export const askException = action('exception.ask', team, 'form');
/** Ends the team's exception before its time. */
export const letItEnd = action('exception.end', team);

export const exceptionForm = form({
  name: 'exception.grant',
  title: 'Make an exception',
  submit: 'Make it',
  fields: {
    reason: text({ label: 'Why now?', hint: say`A few words. Everybody in the {team}’s channel reads them.`, limit: REASON_LIMIT }),
    extra: wholeNumber({ label: 'How many more', min: 1, max: MOST_EXTRA }),
  },
  data: z.object(team),
});
