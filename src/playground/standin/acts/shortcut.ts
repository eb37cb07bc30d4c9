import type { Person } from '../../wire/protocol.ts';
import { sendInteraction } from '../world/dispatch.ts';
import { tsNow } from '../world/messages.ts';
import { channelJson, envelope, messageJson } from '../world/payloads.ts';
import { newReplyUrl } from '../world/reply-addresses.ts';
import { newTrigger } from '../world/triggers.ts';
import type { World } from '../world/world.ts';
import { isView, originOf } from './origin.ts';
import { alerted, failureOf, type Outcome, stopped } from './outcome.ts';

interface Asked {
  readonly callbackId: string;
  readonly channel?: string;
  readonly ts?: string;
}

/**
 * A shortcut. A global one knows neither channel nor response_url; one on a message has both.
 * https://docs.slack.dev/interactivity/implementing-shortcuts
 */
export async function shortcut(world: World, person: Person, asked: Asked): Promise<Outcome> {
  const hint = world.settings.shortcuts.find((one) => one.callbackId === asked.callbackId);
  if (!hint) return stopped('There is no such shortcut.');
  const common = { callback_id: hint.callbackId, action_ts: tsNow(world) };
  if (hint.type === 'global') {
    const trigger_id = newTrigger(world, person.id, null);
    return send(world, hint.name, { ...envelope(world, 'shortcut', person), ...common, trigger_id });
  }
  const { channel = '', ts = '' } = asked;
  const message = originOf(world, person, { type: 'message', channel, ts });
  const place = world.channels.get(channel);
  if (!message || !place || isView(message)) return stopped('That message is no longer there.');
  // Slack offers no shortcuts on ephemeral messages.
  if (message.ephemeralFor !== undefined) return stopped('Shortcuts do not work on messages only you can see.');
  return send(world, hint.name, {
    ...envelope(world, 'message_action', person),
    ...common,
    trigger_id: newTrigger(world, person.id, channel),
    response_url: newReplyUrl(world, { personId: person.id, channel, ts: null, threadTs: message.threadTs }),
    message_ts: ts,
    channel: channelJson(place),
    message: messageJson(world, message),
  });
}

async function send(world: World, name: string, payload: Parameters<typeof sendInteraction>[1]): Promise<Outcome> {
  const answer = await sendInteraction(world, payload);
  const failure = failureOf(answer);
  return failure ? alerted(world, `${name} ${failure}.`, answer) : { ok: true, answer };
}
