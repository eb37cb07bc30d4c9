import type { ActResult, Message, View } from '../../wire/protocol.ts';
import type { Outcome } from '../acts/outcome.ts';
import { parseJson } from '../world/arguments.ts';
import { flatText } from '../world/flat-text.ts';
import { visibleMessages } from '../world/messages.ts';
import { channelsOf } from '../world/people.ts';
import { messageOf, viewOf } from '../world/snapshot.ts';
import { openModals } from '../world/views.ts';
import type { World } from '../world/world.ts';

/** What one act brought, as the person sees it. */
export interface Result extends ActResult {
  /** HTTP status of the bot's answer; 0 when nothing was sent or nothing came back. */
  readonly status: number;
  /** The bot's answer: parsed when it is JSON. */
  readonly body: unknown;
  readonly ms: number;
  /** New and edited messages, then views, that this person sees. */
  readonly shown: readonly (Message | View)[];
  readonly messages: readonly Message[];
  readonly views: readonly View[];
  /** The last of `messages` and of `views`. */
  readonly message: Message | undefined;
  readonly view: View | undefined;
  readonly alerts: readonly string[];
  /** Everything shown, flat. */
  readonly text: string;
  /** Block id → words, when Slack's own client refused the form. */
  readonly fields: Readonly<Record<string, string>>;
}

export function resultSince(world: World, since: number, personId: string, outcome: Outcome): Result {
  const { ok, error, options, answer, fields } = outcome;
  const messages = channelsOf(world, personId)
    .flatMap((channel) =>
      visibleMessages(world, channel.id, personId).filter((message) => message.changed > since && message.user === world.settings.bot.id),
    )
    .map(messageOf);
  const home = world.views.get(world.homes.get(personId) ?? '');
  const views = [...openModals(world, personId), ...(home ? [home] : [])].filter((view) => view.changed > since).map(viewOf);
  const shown = [...messages, ...views];
  const body = answer?.body ?? '';
  return {
    ok,
    ...(error === undefined ? {} : { error }),
    ...(options === undefined ? {} : { options }),
    status: answer?.status ?? 0,
    body: parseJson(body) ?? body,
    ms: answer?.ms ?? 0,
    shown,
    messages,
    views,
    message: messages.at(-1),
    view: views.at(-1),
    alerts: world.alerts.filter((alert) => alert.changed > since).map((alert) => alert.text),
    text: shown.map(flatText).join('\n'),
    fields: fields ?? {},
  };
}
