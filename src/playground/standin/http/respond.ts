import { isString, type Json } from '../judge/json.ts';
import { judgeMessage } from '../judge/message.ts';
import { addMessage, changeMessage, findMessage, removeMessage } from '../world/messages.ts';
import { raiseAlert, recordRefusal } from '../world/record.ts';
import { spendReply } from '../world/reply-addresses.ts';
import type { ReplyAddress, World } from '../world/world.ts';

interface RespondAnswer {
  readonly status: number;
  readonly text: string;
}

/** A post to a response_url: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export function respond(world: World, token: string, payload: Json | undefined): RespondAnswer {
  const address = spendReply(world, token);
  if (isString(address)) return { status: 404, text: address };
  if (!payload) return { status: 400, text: 'invalid_payload' };
  const original = address.ts === null ? undefined : findMessage(world, address.channel, address.ts);
  if (payload.delete_original === true) {
    if (original) removeMessage(world, original);
    return { status: 200, text: 'ok' };
  }
  const problems = judgeMessage(payload);
  if (problems.length > 0) {
    const reason = recordRefusal(world, 'response_url', problems, payload);
    raiseAlert(world, `Slack refused what the app wanted to show. ${reason}`);
    return { status: 400, text: problems[0]?.code ?? 'invalid_payload' };
  }
  if (payload.replace_original === true && original) changeMessage(world, original, payload, false);
  else post(world, address, payload);
  return { status: 200, text: 'ok' };
}

/** In a channel the bot is no member of, this is the one way to speak. */
function post(world: World, address: ReplyAddress, payload: Json): void {
  const channel = world.channels.get(address.channel);
  if (!channel) return;
  const threadTs = isString(payload.thread_ts) && payload.thread_ts !== '' ? payload.thread_ts : undefined;
  const open = payload.response_type === 'in_channel';
  addMessage(world, { channel, user: world.settings.bot.id, payload, threadTs, ephemeralFor: open ? undefined : address.personId });
}
