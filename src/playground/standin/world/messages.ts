import type { Channel } from '../../wire/protocol.ts';
import { isString, type Json } from '../judge/json.ts';
import { nextTs } from './ids.ts';
import { withIds } from './with-ids.ts';
import { changed, type StoredMessage, type World } from './world.ts';

/** Per channel; older ones are forgotten. */
const KEPT = 500;

export function tsNow(world: World): string {
  world.lastTs = nextTs(world.lastTs, world.settings.now());
  return world.lastTs;
}

interface NewMessage {
  readonly channel: Channel;
  readonly user: string;
  readonly payload: Json;
  readonly threadTs?: string | undefined;
  readonly ephemeralFor?: string | undefined;
}

export function addMessage(world: World, given: NewMessage): StoredMessage {
  const { channel, user, payload, threadTs, ephemeralFor } = given;
  const message: StoredMessage = {
    ts: tsNow(world),
    channel: channel.id,
    user,
    ...content(payload),
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(ephemeralFor === undefined ? {} : { ephemeralFor }),
    raw: payload,
    changed: changed(world),
  };
  const all = world.messages.get(channel.id) ?? [];
  world.messages.set(channel.id, [...all, message].slice(-KEPT));
  return message;
}

/** chat.update keeps the blocks it is not given; a response_url's replacement keeps nothing. */
export function changeMessage(world: World, old: StoredMessage, payload: Json, keep: boolean): StoredMessage {
  const now = content(payload);
  const message: StoredMessage = {
    ...old,
    ...now,
    text: keep && !isString(payload.text) ? old.text : now.text,
    blocks: keep && payload.blocks === undefined ? old.blocks : now.blocks,
    editedTs: tsNow(world),
    raw: payload,
    changed: changed(world),
  };
  const all = world.messages.get(old.channel) ?? [];
  world.messages.set(
    old.channel,
    all.map((one) => (one.ts === old.ts ? message : one)),
  );
  return message;
}

export function removeMessage(world: World, message: StoredMessage): void {
  const all = world.messages.get(message.channel) ?? [];
  world.messages.set(
    message.channel,
    all.filter((one) => one.ts !== message.ts),
  );
  changed(world);
}

export function findMessage(world: World, channel: string, ts: unknown): StoredMessage | undefined {
  return world.messages.get(channel)?.find((message) => message.ts === ts);
}

/** What this person sees in a channel, oldest first: everyone's messages and their own ephemeral ones. */
export function visibleMessages(world: World, channel: string, personId: string): readonly StoredMessage[] {
  const all = world.messages.get(channel) ?? [];
  return all.filter((message) => message.ephemeralFor === undefined || message.ephemeralFor === personId);
}

function content(payload: Json): Pick<StoredMessage, 'text' | 'blocks' | 'attachments'> {
  return {
    text: isString(payload.text) ? payload.text : '',
    blocks: withIds(Array.isArray(payload.blocks) ? payload.blocks : []),
    ...(Array.isArray(payload.attachments) ? { attachments: payload.attachments } : {}),
  };
}
