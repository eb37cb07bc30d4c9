import { visibleMessages } from './messages.ts';
import { changed, type World } from './world.ts';

/** Everything this person sees in the channel now counts as read. */
export function markRead(world: World, personId: string, channel: string): void {
  world.reads.set(`${personId} ${channel}`, world.lastTs);
  changed(world);
}

export function unread(world: World, personId: string, channel: string): number {
  const read = world.reads.get(`${personId} ${channel}`) ?? '0';
  return visibleMessages(world, channel, personId).filter((message) => message.user !== personId && later(message.ts, read)).length;
}

function later(ts: string, read: string): boolean {
  return Number(ts) > Number(read);
}
