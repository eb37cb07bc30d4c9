const COMMAND = /(?<![\p{L}\p{N}/_.-])\/(?:flow|invite)(?=$|[\s.,:;!?)”"’…⁩])/gu;

/** What Teams knows us as: the short name in the manifest, and what a mention begins with. */
export const CALLED = '@Millrace';

/**
 * Words that tell what to type, as they are typed here: features write `/flow next`, which in Teams is a mention of the bot and `next`;
 * and a mention is what brings the bot into a channel, where features write `/invite`.
 * In the direct chat, where nobody mentions, the same words are understood (parse/words.ts). Who writes `/flow` into a title reads the
 * name of the bot there; what is stored, and what an input is filled in with, stays as it was typed.
 */
export function asCalled(text: string): string {
  return text.replace(COMMAND, CALLED);
}
