import type { Channel } from '../../wire/protocol.ts';
import { isString, type Json } from '../judge/json.ts';
import { isTrue, page } from '../world/arguments.ts';
import { botIsIn, directWith, personOf, sees } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { done, type Method, refused } from './answer.ts';

function members(world: World, channel: Channel): string[] {
  const people = world.settings.people.filter((person) => sees(channel, person.id)).map((person) => person.id);
  return botIsIn(channel) ? [...people, world.settings.bot.id] : people;
}

function channelJson(world: World, channel: Channel): Json {
  const base = { id: channel.id, created: 0, is_archived: false, context_team_id: world.settings.team.id };
  if (channel.kind === 'direct') return { ...base, is_im: true, user: channel.personId, is_org_shared: false };
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    is_member: channel.botIsMember,
    topic: { value: channel.topic ?? '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: members(world, channel).length,
  };
}

/** https://docs.slack.dev/reference/methods/conversations.info */
export const info: Method = (world, args) => {
  const channel = world.channels.get(String(args.channel));
  return channel ? done({ channel: channelJson(world, channel) }) : refused('channel_not_found');
};

/** https://docs.slack.dev/reference/methods/conversations.open */
export const open: Method = (world, args) => {
  if (isString(args.channel) && args.channel !== '') {
    const channel = world.channels.get(args.channel);
    return channel ? done({ channel: { id: channel.id } }) : refused('channel_not_found');
  }
  const ids = isString(args.users) ? args.users.split(',').filter((id) => id !== '') : [];
  if (ids.length === 0) return refused('users_list_not_supplied');
  // Group messages are not played: the bot never needs one.
  if (ids.length > 1) return refused('method_not_supported_for_channel_type');
  const person = personOf(world, ids[0] ?? '');
  if (!person) return refused('user_not_found');
  const direct = directWith(world, person);
  return done({ channel: isTrue(args.return_im) ? channelJson(world, direct) : { id: direct.id } });
};

/** https://docs.slack.dev/reference/methods/conversations.list */
export const list: Method = (world, args) => {
  const types = isString(args.types) && args.types !== '' ? args.types.split(',') : ['public_channel'];
  const wanted = [...world.channels.values()].filter((channel) => types.includes(channel.kind === 'direct' ? 'im' : 'public_channel'));
  const { items, metadata } = page(wanted, args);
  return done({ channels: items.map((channel) => channelJson(world, channel)), response_metadata: metadata });
};

/** https://docs.slack.dev/reference/methods/conversations.members */
export const membersOf: Method = (world, args) => {
  const channel = world.channels.get(String(args.channel));
  if (!channel) return refused('channel_not_found');
  const { items, metadata } = page(members(world, channel), args);
  return done({ members: items, response_metadata: metadata });
};
