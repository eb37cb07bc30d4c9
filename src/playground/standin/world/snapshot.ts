import type { Message, Snapshot, View } from '../../wire/protocol.ts';
import { visibleMessages } from './messages.ts';
import { channelsOf } from './people.ts';
import { unread } from './reads.ts';
import { openModals } from './views.ts';
import type { StoredMessage, StoredView, World } from './world.ts';

/** Everything as this person sees it. */
export function snapshotOf(world: World, personId: string): Snapshot {
  const { team, bot, people, commands, shortcuts, tips } = world.settings;
  const channels = channelsOf(world, personId);
  const home = world.views.get(world.homes.get(personId) ?? '');
  return {
    version: world.version,
    team,
    bot: { id: bot.id, name: bot.name },
    people,
    channels: channels.map((channel) => ({ ...channel, unread: unread(world, personId, channel.id) })),
    messages: Object.fromEntries(channels.map(({ id }) => [id, visibleMessages(world, id, personId).map(messageOf)])),
    modals: openModals(world, personId).map(viewOf),
    home: home ? viewOf(home) : null,
    commands,
    shortcuts,
    traffic: [...world.traffic],
    alerts: world.alerts.map(({ id, text }) => ({ id, text })),
    tips,
  };
}

export function messageOf(stored: StoredMessage): Message {
  const { changed: _changed, attachments: _attachments, ...message } = stored;
  return message;
}

export function viewOf(stored: StoredView): View {
  const { id, type, title, submit, close, blocks, errors, hash, raw } = stored;
  return {
    id,
    type,
    title,
    ...(submit === undefined ? {} : { submit }),
    ...(close === undefined ? {} : { close }),
    blocks,
    errors,
    hash,
    raw,
  };
}
