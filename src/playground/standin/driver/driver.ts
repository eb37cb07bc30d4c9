import type { Act, Message, Person, Snapshot, TrafficEntry, View } from '../../wire/protocol.ts';
import type { Outcome } from '../acts/outcome.ts';
import { type BotAnswer, type RawRequest, sendRaw } from '../world/dispatch.ts';
import { buttonsOf, flatText, type ShownButton } from '../world/flat-text.ts';
import { visibleMessages } from '../world/messages.ts';
import { sign } from '../world/sign.ts';
import { messageOf, snapshotOf, viewOf } from '../world/snapshot.ts';
import { openModals } from '../world/views.ts';
import type { Refusal, ScriptedAnswer, World } from '../world/world.ts';
import { containerOf, findAction, type Wanted } from './find.ts';
import { type Result, resultSince } from './result.ts';
import { addScript, type ScriptHandle } from './script.ts';
import { inputsOf, type ShownInput, toState } from './values.ts';
import { waitUntil } from './wait.ts';

/** How long an act waits for what the bot does after its answer. */
export interface Waiting {
  /** `'shown'`: until the person sees something new; or until this holds. Without it: until nothing is in flight. */
  readonly until?: 'shown' | ((result: Result) => boolean);
  readonly timeoutMs?: number;
}

/** `as` and `channel` are ids or names (`ines`, `payments`). */
interface As {
  readonly as: string;
}
interface In extends As {
  readonly channel: string;
}
/** What holds the element; the modal on top when neither is given. */
interface On {
  readonly message?: Message | undefined;
  readonly view?: View | undefined;
}

/** Plays people for tests: every call is a signed HTTP request to the bot, and its result what that person then sees. */
export interface Driver {
  command(ask: In & Waiting & { readonly text: string }): Promise<Result>;
  say(ask: In & Waiting & { readonly text: string; readonly threadTs?: string }): Promise<Result>;
  click(ask: As & On & Waiting & Wanted & { readonly values?: Readonly<Record<string, unknown>> }): Promise<Result>;
  /** Values by block id, action id or label; what is not given keeps its initial value. Without `view`: the modal on top. */
  submit(ask: As & Waiting & { readonly view?: View | undefined; readonly values?: Readonly<Record<string, unknown>> }): Promise<Result>;
  close(ask: As & Waiting & { readonly view?: View | undefined }): Promise<Result>;
  options(ask: As & On & { readonly blockId: string; readonly actionId: string; readonly query: string }): Promise<Result>;
  shortcut(ask: As & Waiting & { readonly callbackId: string; readonly message?: Message | undefined }): Promise<Result>;
  home(ask: As & Waiting): Promise<Result>;
  act(act: Act, waiting?: Waiting): Promise<Result>;
  snapshot(as: string): Snapshot;
  messages(channel: string, as: string): readonly Message[];
  lastMessage(channel: string, as: string): Message | undefined;
  readonly people: readonly Person[];
  readonly team: Snapshot['team'];
  /** The modal on top. */
  view(as: string): View | undefined;
  inputs(view: View): readonly ShownInput[];
  text(shown: Message | View): string;
  buttons(shown: Message | View): readonly ShownButton[];
  /** A raw request, signed unless told otherwise. Over a socket only its body counts. */
  post(body: string, options?: Partial<Omit<RawRequest, 'body'>>): Promise<BotAnswer>;
  sign(body: string, timestamp: string, secret?: string): string;
  /** Makes a Web API method (or `response_url`) answer once by script. */
  script(method: string, answer: ScriptedAnswer): ScriptHandle;
  settled(options?: { readonly until?: () => boolean; readonly timeoutMs?: number }): Promise<void>;
  readonly traffic: readonly TrafficEntry[];
  readonly refusals: readonly Refusal[];
}

/** Longer than any honest local answer on a busy machine, short enough for a failing test. */
const PATIENCE_MS = 15_000;

export function createDriver(world: World, perform: (act: Act) => Promise<Outcome>, idle: () => Promise<void>): Driver {
  const act = async (what: Act, waiting: Waiting = {}): Promise<Result> => {
    const since = world.version;
    const personId = 'as' in what ? what.as : '';
    const outcome = await perform(what);
    await idle();
    const result = () => resultSince(world, since, personId, outcome);
    const { until, timeoutMs = PATIENCE_MS } = waiting;
    const holds = until === undefined ? () => true : until === 'shown' ? () => result().shown.length > 0 : () => until(result());
    await waitUntil(world, holds, timeoutMs, `the end of “${what.type}”`);
    return result();
  };
  const snapshot = (as: string) => snapshotOf(world, personId(world, as));
  const top = (as: string) => {
    const view = openModals(world, personId(world, as)).at(-1);
    return view && viewOf(view);
  };
  const messages = (channel: string, as: string) =>
    visibleMessages(world, channelId(world, channel, personId(world, as)), personId(world, as)).map(messageOf);
  /** What an ask names. A name for something that is not there must not fall through to the modal on top. */
  const named = (ask: As & On): Message | View => {
    if ('message' in ask && !ask.message) throw new Error('That message is not there.');
    if ('view' in ask && !ask.view) throw new Error('That view is not there.');
    const found = ask.message ?? ask.view ?? top(ask.as);
    if (!found) throw new Error(`${ask.as} has no modal open.`);
    return found;
  };
  const form = (ask: As & { readonly view?: View | undefined }): View => named(ask) as View;
  return {
    command: async (ask) => act({ type: 'command', ...place(world, ask), text: ask.text }, ask),
    say: async (ask) =>
      act({ type: 'say', ...place(world, ask), text: ask.text, ...(ask.threadTs ? { threadTs: ask.threadTs } : {}) }, ask),
    click: async (ask) => {
      const on = named(ask);
      const action = findAction(on, ask);
      const state = toState(on, ask.values ?? {});
      return act({ type: 'click', as: personId(world, ask.as), container: containerOf(on), action, state }, ask);
    },
    submit: async (ask) => {
      const view = form(ask);
      return act({ type: 'submit', as: personId(world, ask.as), viewId: view.id, state: toState(view, ask.values ?? {}) }, ask);
    },
    close: async (ask) => act({ type: 'close', as: personId(world, ask.as), viewId: form(ask).id }, ask),
    options: async (ask) => {
      const { blockId, actionId, query } = ask;
      return act({ type: 'options', as: personId(world, ask.as), container: containerOf(named(ask)), blockId, actionId, query });
    },
    shortcut: async (ask) => {
      if ('message' in ask && !ask.message) throw new Error('That message is not there.');
      const on = ask.message ? { channel: ask.message.channel, ts: ask.message.ts } : {};
      return act({ type: 'shortcut', as: personId(world, ask.as), callbackId: ask.callbackId, ...on }, ask);
    },
    home: async (ask) => act({ type: 'openHome', as: personId(world, ask.as) }, ask),
    act,
    snapshot,
    messages,
    lastMessage: (channel, as) => {
      const person = personId(world, as);
      const last = visibleMessages(world, channelId(world, channel, person), person).at(-1);
      return last && messageOf(last);
    },
    people: world.settings.people,
    team: world.settings.team,
    view: top,
    inputs: inputsOf,
    text: flatText,
    buttons: buttonsOf,
    post: (body, options = {}) => sendRaw(world, { contentType: 'application/x-www-form-urlencoded', ...options, body }),
    sign: (body, timestamp, secret = world.settings.signingSecret) => sign(secret, timestamp, body),
    script: (method, answer) => addScript(world, method, answer),
    settled: async ({ until = () => true, timeoutMs = PATIENCE_MS } = {}) => {
      await idle();
      await waitUntil(world, until, timeoutMs, 'the world to settle');
    },
    traffic: world.traffic,
    refusals: world.refusals,
  };
}

function personId(world: World, as: string): string {
  return world.settings.people.find((person) => person.id === as || person.name === as)?.id ?? as;
}

/** `dm` stands for the person's own direct message with the bot. */
function channelId(world: World, channel: string, as?: string): string {
  const all = [...world.channels.values()];
  const direct = channel === 'dm' ? all.find((one) => one.kind === 'direct' && one.personId === as) : undefined;
  return (
    (direct ?? all.find((one) => one.id === channel) ?? all.find((one) => one.kind === 'channel' && one.name === channel))?.id ?? channel
  );
}

function place(world: World, { as, channel }: In): In {
  const person = personId(world, as);
  return { as: person, channel: channelId(world, channel, person) };
}
