import type { Channel, Person } from '../../wire/protocol.ts';
import type { Json } from '../judge/json.ts';
import { viewJson } from './views.ts';
import type { StoredMessage, StoredView, World } from './world.ts';

/** Slack still sends its retired verification token; apps must not trust it, so it is a constant here. */
export const VERIFICATION_TOKEN = 'retired';

/** A message as Slack writes it into payloads and answers. */
export function messageJson(world: World, message: StoredMessage): Json {
  const { bot, team } = world.settings;
  const byBot = message.user === bot.id;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: team.id,
    ...(byBot ? { bot_id: bot.botId, app_id: bot.appId } : {}),
    blocks: message.blocks,
    ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.editedTs === undefined ? {} : { edited: { user: message.user, ts: message.editedTs } }),
  };
}

export function domainOf(world: World): string {
  return world.settings.team.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/** Slack names every direct message `directmessage`. */
export function channelJson(channel: Channel): Json {
  return { id: channel.id, name: channel.kind === 'direct' ? 'directmessage' : channel.name };
}

/** What every interaction payload carries: https://docs.slack.dev/reference/interaction-payloads */
export function envelope(world: World, type: string, person: Person): Json {
  const { team, bot } = world.settings;
  return {
    type,
    team: { id: team.id, domain: domainOf(world) },
    user: { id: person.id, username: person.name, name: person.name, team_id: team.id },
    api_app_id: bot.appId,
    token: VERIFICATION_TOKEN,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Where an interaction came from. Slack does not send an ephemeral message back: it keeps no copy of it. */
export function originJson(world: World, origin: StoredMessage | StoredView, channel: Channel | undefined): Json {
  if ('personId' in origin) return { container: { type: 'view', view_id: origin.id }, view: viewJson(world, origin) };
  const ephemeral = origin.ephemeralFor !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: origin.ts,
      channel_id: origin.channel,
      is_ephemeral: ephemeral,
      ...(origin.threadTs === undefined ? {} : { thread_ts: origin.threadTs }),
    },
    ...(channel ? { channel: channelJson(channel) } : {}),
    ...(ephemeral ? {} : { message: messageJson(world, origin) }),
  };
}
