import type { Snapshot } from '../../wire/protocol.ts';

export interface Author {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
}

export function authorOf(snapshot: Snapshot, id: string): Author {
  if (id === snapshot.bot.id) return { id, name: snapshot.bot.name, bot: true };
  const person = snapshot.people.find((one) => one.id === id);
  return { id, name: person?.realName ?? id, bot: false };
}

export function handleOf(snapshot: Snapshot, id: string): string | undefined {
  if (id === snapshot.bot.id) return snapshot.bot.name;
  return snapshot.people.find((one) => one.id === id)?.name;
}

/** `#checkout`, or the bot's name for a direct message. */
export function channelLabel(snapshot: Snapshot, id: string): string {
  const channel = snapshot.channels.find((one) => one.id === id);
  if (!channel) return `#${id}`;
  return channel.kind === 'direct' ? snapshot.bot.name : `#${channel.name}`;
}
