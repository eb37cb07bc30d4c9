import type { SlackTold } from './play.ts';
import type { Play } from './scene.ts';

/** The same people, who read without the marks of bold in lists. */
export function plain(at: Play<SlackTold>): Play<SlackTold> {
  const strip = (told: SlackTold): SlackTold => ({ ...told, text: told.text.replaceAll('*', '') });
  return {
    ...at,
    type: async (as, channel, words) => strip(await at.type(as, channel, words)),
    press: async (as, on, label, nth) => strip(await at.press(as, on, label, nth)),
    send: async (as, values) => strip(await at.send(as, values)),
  };
}
