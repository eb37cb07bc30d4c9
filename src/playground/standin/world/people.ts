import type { Channel, Person } from '../../wire/protocol.ts';
import { newId } from './ids.ts';
import type { World } from './world.ts';

export function personOf(world: World, id: string): Person | undefined {
  return world.settings.people.find((person) => person.id === id);
}

/** A person sees every channel and only their own direct message. */
export function sees(channel: Channel, personId: string): boolean {
  return channel.kind === 'channel' || channel.personId === personId;
}

export function channelsOf(world: World, personId: string): Channel[] {
  return [...world.channels.values()].filter((channel) => sees(channel, personId));
}

/** The direct message between this person and the bot; made when it does not exist, as `conversations.open` does. */
export function directWith(world: World, person: Person): Channel {
  const known = [...world.channels.values()].find((channel) => channel.kind === 'direct' && channel.personId === person.id);
  if (known) return known;
  const channel: Channel = { id: newId('D'), name: world.settings.bot.name, kind: 'direct', personId: person.id, botIsMember: true };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The bot is always in a direct message with it. */
export function botIsIn(channel: Channel): boolean {
  return channel.kind === 'direct' || channel.botIsMember;
}
