import type { Channel } from '../../wire/protocol.ts';
import { isString, type Json } from '../judge/json.ts';
import { judgeMessage } from '../judge/message.ts';
import { addMessage, changeMessage, findMessage, removeMessage } from '../world/messages.ts';
import { messageJson } from '../world/payloads.ts';
import { botIsIn, directWith, personOf, sees } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { done, type Method, refused, refusedBy } from './answer.ts';

/** The channel to write to, or Slack's error. A user id stands for the direct message with that person. */
function target(world: World, id: unknown): Channel | string {
  if (!isString(id) || id === '') return 'channel_not_found';
  const person = personOf(world, id);
  const channel = person ? directWith(world, person) : world.channels.get(id);
  if (!channel) return 'channel_not_found';
  return botIsIn(channel) ? channel : 'not_in_channel';
}

function thread(args: Json): string | undefined {
  return isString(args.thread_ts) && args.thread_ts !== '' ? args.thread_ts : undefined;
}

/** What the bot sent, without the address and the token: kept as the message's raw JSON. */
function payloadOf(args: Json): Json {
  const { token: _token, channel: _channel, user: _user, ts: _ts, ...payload } = args;
  return payload;
}

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const postMessage: Method = (world, args) => {
  const channel = target(world, args.channel);
  if (isString(channel)) return refused(channel);
  const problems = judgeMessage(payloadOf(args));
  if (problems.length > 0) return refusedBy(problems);
  const message = addMessage(world, { channel, user: world.settings.bot.id, payload: payloadOf(args), threadTs: thread(args) });
  return done({ channel: channel.id, ts: message.ts, message: messageJson(world, message) });
};

/** https://docs.slack.dev/reference/methods/chat.update */
export const update: Method = (world, args) => {
  const channel = target(world, args.channel);
  if (isString(channel)) return refused(channel);
  const old = findMessage(world, channel.id, args.ts);
  if (!old || old.ephemeralFor !== undefined) return refused('message_not_found');
  if (old.user !== world.settings.bot.id) return refused('cant_update_message');
  const problems = judgeMessage(payloadOf(args));
  if (problems.length > 0) return refusedBy(problems);
  const message = changeMessage(world, old, payloadOf(args), true);
  return done({ channel: channel.id, ts: message.ts, text: message.text, message: messageJson(world, message) });
};

/** https://docs.slack.dev/reference/methods/chat.delete */
export const remove: Method = (world, args) => {
  const channel = target(world, args.channel);
  if (isString(channel)) return refused(channel);
  const old = findMessage(world, channel.id, args.ts);
  if (!old || old.ephemeralFor !== undefined) return refused('message_not_found');
  if (old.user !== world.settings.bot.id) return refused('cant_delete_message');
  removeMessage(world, old);
  return done({ channel: channel.id, ts: old.ts });
};

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
export const postEphemeral: Method = (world, args) => {
  const channel = target(world, args.channel);
  if (isString(channel)) return refused(channel);
  const person = isString(args.user) ? personOf(world, args.user) : undefined;
  if (!person) return refused('user_not_found');
  if (!sees(channel, person.id)) return refused('user_not_in_channel');
  const problems = judgeMessage(payloadOf(args));
  if (problems.length > 0) return refusedBy(problems);
  const payload = payloadOf(args);
  const message = addMessage(world, {
    channel,
    user: world.settings.bot.id,
    payload,
    threadTs: thread(args),
    ephemeralFor: person.id,
  });
  return done({ message_ts: message.ts });
};
