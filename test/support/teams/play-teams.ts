import type { Play, Told } from '../scene.ts';
import { cardButtons, cardEnds, cardErrors, cardInputs, cardText } from './card.ts';
import { channelId, type Screen, type Seen, type TeamsDriver } from './driver.ts';

/** What one person reads in Teams after an act. */
export interface TeamsTold extends Told {
  readonly seen: Seen;
  readonly screen: Screen | undefined;
}

const isForm = (screen: Screen): boolean => cardEnds(screen.card).send !== undefined;

/** A journey is told once, in the words that features write; here the bot is called by its name, and never otherwise. */
function asTold(text: string): string {
  if (/(?:^|[\s“(])\/(?:flow|invite)\b/m.test(text)) throw new Error(`Nobody types that in Teams: ${text}`);
  return text.replaceAll('@Millrace', '/flow');
}

const asHere = (label: string): string => label.replaceAll('/flow', '@Millrace');

/** People at work in Teams. Forms are cards in the chat, or dialogs over it; a person has the last one before them. */
export function playTeams(driver: TeamsDriver, idle: () => Promise<void>): Play<TeamsTold> {
  const forms = new Map<string, Screen>();
  const told = (as: string, seen: Seen): TeamsTold => {
    const screen = seen.screens.at(-1);
    const form = screen && isForm(screen) ? screen : undefined;
    if (form) forms.set(as, form);
    else if (screen || seen.sent.json === undefined) forms.delete(as);
    return {
      seen,
      screen,
      text: asTold(
        [
          ...seen.screens.map((one) => (isForm(one) ? `${one.title}\n${cardText(one.card)}`.trim() : cardText(one.card))),
          screen ? '' : seen.words,
        ]
          .filter((one) => one !== '')
          .join('\n'),
      ),
      buttons: screen ? cardButtons(screen.card).map((one) => asTold(one.title)) : [],
      view: form && { errors: Object.fromEntries(Object.entries(cardErrors(form.card)).map(([name, text]) => [name, asTold(text)])) },
    };
  };
  const top = (as: string): Screen => {
    const form = forms.get(as);
    if (!form) throw new Error(`${as} has no form open.`);
    return form;
  };
  const press: Play<TeamsTold>['press'] = async (as, on, label, nth = 0) => {
    const screen = on?.screen ?? top(as);
    return told(as, await driver.press(as, screen, asHere(label), { nth }));
  };
  return {
    platform: 'teams',
    userId: driver.userId,
    placeId: channelId,
    type: async (as, channel, words = '') => told(as, await driver.say(as, channel, `/flow ${words}`.trim())),
    press,
    steal: press,
    send: async (as, values = {}) => told(as, await driver.submit(as, top(as), values)),
    hand: async (as, channel, text, entry) => {
      const payload = {
        body: { contentType: 'html', content: `<p>${text}</p>` },
        from: { user: { displayName: as } },
        linkToMessage: `https://teams.microsoft.com/l/message/${channelId(channel)}/1`,
      };
      return told(as, await driver.hand(as, channel, entry, payload));
    },
    close: async (as) => {
      const form = top(as);
      // A dialog is closed by the client, which tells nobody.
      if (form.in === 'message') await driver.cancel(as, form);
      forms.delete(as);
    },
    filled: (as) => Object.fromEntries(cardInputs(top(as).card).map((one) => [one.name, one.value])),
    hasForm: (as) => forms.has(as),
    home: async (as) => void (await driver.say(as, 'dm', 'home')),
    channel: async (channel) => {
      await idle();
      return driver.channel(channel).map((one) => ({ id: one.id, text: asTold(cardText(one.card)) }));
    },
    letters: async (handle) => {
      await idle();
      return driver.letters(handle).map((one) => ({ id: one.id, text: asTold(cardText(one.card)) }));
    },
    refusals: () => driver.microsoft.refusals,
  };
}
