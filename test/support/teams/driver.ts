import { cardButtons, cardEnds, fillIn } from './card.ts';
import { post, type Sent } from './door.ts';
import { TENANT_ID } from './keys.ts';
import { type Card, directChat, type Microsoft, type Posted } from './microsoft.ts';

/** A card on a person's screen: in a message, or in a dialog over it. */
export interface Screen {
  readonly card: Card;
  readonly in: 'message' | 'dialog' | 'extension';
  readonly conversationId: string;
  /** Of the message; undefined where there is none. */
  readonly postId: string | undefined;
  readonly title: string;
}

/** What one act brought to the person who did it. */
export interface Seen {
  readonly sent: Sent;
  /** New and changed cards for this person alone, oldest first. */
  readonly screens: readonly Screen[];
  /** What the client says without a card. */
  readonly words: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Plays people in Teams: every act is a signed request to the bot, and its result what that person then sees. */
export interface TeamsDriver {
  readonly microsoft: Microsoft;
  readonly say: (as: string, channel: string, text: string, changes?: Json) => Promise<Seen>;
  readonly press: (as: string, on: Screen, label: string, options?: { readonly nth?: number; readonly values?: Json }) => Promise<Seen>;
  readonly submit: (as: string, on: Screen, values: Json) => Promise<Seen>;
  readonly cancel: (as: string, on: Screen) => Promise<Seen>;
  readonly invoke: (as: string, conversationId: string, name: string, value: unknown, changes?: Json) => Promise<Seen>;
  readonly hand: (as: string, channel: string, command: string, payload: Json) => Promise<Seen>;
  readonly search: (
    as: string,
    conversationId: string,
    dataset: string,
    query: string,
  ) => Promise<readonly { title: string; value: string }[]>;
  readonly install: (as: string, channel: string, action: 'add' | 'remove') => Promise<Seen>;
  /** What everybody in a channel reads, oldest first. */
  readonly channel: (channel: string) => readonly Posted[];
  /** What stands in a person's direct chat with the bot, oldest first. */
  readonly letters: (as: string) => readonly Posted[];
  readonly userId: (as: string) => string;
  readonly send: (activity: unknown) => Promise<Sent>;
  /** An activity of a person, as Teams would send it. */
  readonly activity: (as: string, conversationId: string, changes: Json) => Json;
}

export interface TeamsDriverOptions {
  readonly microsoft: Microsoft;
  readonly port: number;
  readonly idle: () => Promise<void>;
  /** A local client sends no token. */
  readonly anonymous?: boolean;
}

export function channelId(channel: string): string {
  return `19:${channel}@thread.tacv2`;
}

export function createTeamsDriver({ microsoft, port, idle, anonymous = false }: TeamsDriverOptions): TeamsDriver {
  let count = 0;
  const userId = (as: string) => {
    const id = `aaaaaaaa-0000-0000-0000-${Buffer.from(as).toString('hex').slice(0, 12).padStart(12, '0')}`;
    microsoft.people.set(id, as);
    return id;
  };
  const place = (as: string, channel: string) => {
    const id = channel === 'dm' ? directChat(`29:${as}`) : channelId(channel);
    microsoft.conversations.add(id);
    return channel === 'dm' ? id : `${id};messageid=${++count}`;
  };
  const activity: TeamsDriver['activity'] = (as, conversationId, changes) => {
    const direct = conversationId.startsWith('a:');
    const [channel] = conversationId.split(';');
    const name = /^19:(.*)@/.exec(conversationId)?.[1];
    return {
      id: `f:${++count}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: microsoft.serviceUrl,
      from: { id: `29:${as}`, name: as, aadObjectId: userId(as) },
      recipient: { id: microsoft.botId, name: 'Millrace' },
      conversation: { id: conversationId, tenantId: TENANT_ID, conversationType: direct ? 'personal' : 'channel', isGroup: !direct },
      channelData: { tenant: { id: TENANT_ID }, ...(direct ? {} : { channel: { id: channel, name }, team: { id: channel } }) },
      ...changes,
    };
  };
  const send = async (body: unknown) =>
    post(port, JSON.stringify(body), anonymous ? {} : { authorization: `Bearer ${await microsoft.token()}` });
  const isDirect = (as: string, { conversationId }: Posted) => [directChat(`29:${as}`), directChat(userId(as))].includes(conversationId);
  const since = (as: string, changed: number): Screen[] =>
    [...microsoft.posts.values()]
      .filter((one) => one.changed > changed && (one.only === `29:${as}` || isDirect(as, one)))
      .sort((a, b) => a.changed - b.changed)
      .map(({ card, conversationId, id, summary }) => ({ card, in: 'message', conversationId, postId: id, title: summary }));
  const newest = () => Math.max(0, ...[...microsoft.posts.values()].map((one) => one.changed));
  const act = async (as: string, body: Json, from: Partial<Screen> = {}): Promise<Seen> => {
    const before = newest();
    const sent = await send(body);
    await idle();
    const screens = since(as, before);
    const { value, type, task } = (sent.json ?? {}) as {
      value?: unknown;
      type?: string;
      task?: { value: { title: string; card: { content: Card } } };
    };
    const conversationId = (body.conversation as { id: string }).id;
    if (type === 'application/vnd.microsoft.card.adaptive') {
      // The answer takes the card's place at once; the edit that follows shows the same.
      const rest = screens.filter((one) => one.postId !== from.postId);
      return {
        sent,
        words: '',
        screens: [...rest, { card: value as Card, in: 'message', conversationId, postId: from.postId, title: '' }],
      };
    }
    if (task) {
      const where = String(body.name).startsWith('composeExtension') ? 'extension' : 'dialog';
      const { title, card } = task.value;
      return { sent, words: '', screens: [...screens, { card: card.content, in: where, conversationId, postId: from.postId, title }] };
    }
    return { sent, screens, words: typeof value === 'string' ? value : '' };
  };
  const invoke: TeamsDriver['invoke'] = (as, conversationId, name, value, changes = {}) =>
    act(as, activity(as, conversationId, { type: 'invoke', name, value, ...changes }));
  const pressButton = (as: string, on: Screen, button: ReturnType<typeof cardButtons>[number], inputs: Json): Promise<Seen> => {
    const reply = on.postId === undefined ? {} : { replyToId: on.postId };
    const data = { ...button.data, ...inputs };
    const name =
      on.in === 'extension'
        ? 'composeExtension/submitAction'
        : on.in === 'dialog'
          ? 'task/submit'
          : button.type === 'Action.Execute'
            ? 'adaptiveCard/action'
            : 'msteams' in button.data
              ? 'task/fetch'
              : 'message';
    if (name === 'message') return act(as, activity(as, on.conversationId, { type: 'message', value: data, ...reply }), on);
    const value =
      button.type === 'Action.Execute'
        ? { action: { type: button.type, verb: button.verb, data }, trigger: 'manual' }
        : { data, context: { theme: 'default' } };
    return act(as, activity(as, on.conversationId, { type: 'invoke', name, value, ...reply }), on);
  };
  return {
    microsoft,
    userId,
    activity,
    send,
    invoke,
    say: (as, channel, text, changes = {}) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('  ', '&nbsp; ');
      const mention = '<at>Millrace</at>';
      const entities = [{ type: 'mention', mentioned: { id: microsoft.botId, name: 'Millrace' }, text: mention }];
      const words = channel === 'dm' ? { text: escaped } : { text: `${mention} ${escaped}`, entities };
      return act(as, activity(as, place(as, channel), { type: 'message', textFormat: 'plain', ...words, ...changes }));
    },
    press: (as, on, label, { nth = 0, values = {} } = {}) => {
      const found = cardButtons(on.card).filter((one) => one.title.replace(/[\u2066-\u2069]/g, '') === label)[nth];
      if (!found)
        throw new Error(
          `No button “${label}”. There are: ${cardButtons(on.card)
            .map((one) => one.title)
            .join(', ')}`,
        );
      return pressButton(as, on, found, values);
    },
    submit: (as, on, values) => {
      const { send: button } = cardEnds(on.card);
      if (!button) throw new Error('That is no form that can be sent.');
      return pressButton(as, on, button, fillIn(on.card, values));
    },
    cancel: (as, on) => {
      const { cancel } = cardEnds(on.card);
      if (!cancel) throw new Error('That is no form that can be put away.');
      return pressButton(as, on, cancel, {});
    },
    hand: (as, channel, command, payload) =>
      invoke(as, place(as, channel), 'composeExtension/fetchTask', {
        commandId: command,
        commandContext: 'message',
        messagePayload: payload,
      }),
    search: async (as, conversationId, dataset, query) => {
      const value = { kind: 'search', queryText: query, queryOptions: { skip: 0, top: 15 }, dataset };
      const { sent } = await invoke(as, conversationId, 'application/search', value);
      return (sent.json as { value: { results: { title: string; value: string }[] } }).value.results;
    },
    install: (as, channel, action) => act(as, activity(as, place(as, channel).replace(/;.*/, ''), { type: 'installationUpdate', action })),
    channel: (channel) =>
      [...microsoft.posts.values()].filter((one) => one.only === undefined && one.conversationId.replace(/;.*/, '') === channelId(channel)),
    letters: (as) => [...microsoft.posts.values()].filter((one) => isDirect(as, one)),
  };
}
