import { z } from 'zod';
import type { Activity } from '../guard/activity.ts';
import { decodeText } from './decode.ts';

const schema = z.object({
  text: z.string().nullish(),
  entities: z
    .array(z.looseObject({ type: z.string(), text: z.string().nullish(), mentioned: z.looseObject({ id: z.string() }).nullish() }))
    .nullish()
    .catch(null),
});

/** The store wants an answer to each of these, and they mean the same. */
const GREETING = /^(?:hi|hello|hey)[.!]?$/iu;

/** Our name as it stands in our own texts, which nobody can mention in a direct chat; and `/flow`, which people know from elsewhere. */
const CALLING = /^(?:@?millrace(?=\s|$))?\s*(?:\/?flow(?=\s|$))?/iu;

/**
 * What a person says to the bot: without the mention of the bot, and without the ways to call it that are no mention (CALLING).
 *
 * @returns null when nothing was said in words (a picture, a reaction)
 */
export function wordsOf(activity: Activity): string | null {
  const { text, entities } = schema.parse(activity);
  if (text === null || text === undefined) return null;
  const mentions = (entities ?? []).filter((one) => one.type === 'mention' && one.mentioned?.id === activity.recipient.id);
  // Once: the second mention of the bot in a sentence is a word of it.
  const rest = mentions.slice(0, 1).reduce((left, one) => (one.text ? left.replace(one.text, ' ') : left), text);
  const said = decodeText(rest).trim();
  const words = said.replace(CALLING, '').trim();
  return GREETING.test(words) ? 'help' : words;
}
