import type { Channel, Person } from '../../wire/protocol.ts';
import type { Json } from '../judge/json.ts';
import { sendEvent } from '../world/dispatch.ts';
import { addMessage, visibleMessages } from '../world/messages.ts';
import { botIsIn } from '../world/people.ts';
import { markRead } from '../world/reads.ts';
import type { StoredMessage, World } from '../world/world.ts';
import { runCommand } from './command.ts';
import { escapeTyped } from './escape-typed.ts';
import { eventJson } from './event.ts';
import { alerted, failureOf, type Outcome, stopped } from './outcome.ts';

/** A person writes. What starts with `/` is a command, and commands do not work in threads. */
export async function say(world: World, person: Person, channel: Channel, typed: string, threadTs?: string): Promise<Outcome> {
  if (typed.trim() === '') return stopped('Write something first.');
  if (typed.startsWith('/')) {
    if (threadTs === undefined) return runCommand(world, person, channel, typed);
    return alerted(world, `${typed.split(/\s/)[0]} is not supported in threads. Sorry!`);
  }
  if (threadTs !== undefined && !visibleMessages(world, channel.id, person.id).some((message) => message.ts === threadTs)) {
    return stopped('That thread is no longer there.');
  }
  const text = escapeTyped(world, person.id, typed, 'message');
  const message = addMessage(world, { channel, user: person.id, payload: { text }, threadTs });
  markRead(world, person.id, channel.id);
  return tellBot(world, channel, message);
}

/** The bot hears direct messages and mentions where it is a member, nothing else: that is all its scopes allow. */
async function tellBot(world: World, channel: Channel, message: StoredMessage): Promise<Outcome> {
  const mentioned = message.text.includes(`<@${world.settings.bot.id}>`);
  const direct = channel.kind === 'direct';
  if (!direct && !(mentioned && botIsIn(channel))) return { ok: true };
  const inner: Json = {
    type: direct ? 'message' : 'app_mention',
    ...(direct ? { channel_type: 'im' } : {}),
    user: message.user,
    text: message.text,
    ts: message.ts,
    event_ts: message.ts,
    channel: channel.id,
    team: world.settings.team.id,
    blocks: message.blocks,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  };
  const what = direct ? 'message.im' : 'app_mention';
  const answer = await sendEvent(world, what, eventJson(world, inner));
  const failure = failureOf(answer);
  return failure ? alerted(world, `Your message reached the app, but it ${failure}.`, answer) : { ok: true, answer };
}
