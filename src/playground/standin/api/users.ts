import { DateTime } from 'luxon';
import type { Json } from '../judge/json.ts';
import { page } from '../world/arguments.ts';
import { personOf } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { done, type Method, refused } from './answer.ts';

function userJson(world: World, id: string): Json | undefined {
  const { team, bot, now } = world.settings;
  const person = personOf(world, id);
  if (!person && id !== bot.id) return undefined;
  const name = person?.name ?? bot.name.toLowerCase();
  const realName = person?.realName ?? bot.name;
  const zone = DateTime.fromMillis(now(), { zone: person?.zone ?? 'UTC' });
  return {
    id,
    team_id: team.id,
    name,
    deleted: false,
    real_name: realName,
    tz: person?.zone ?? 'UTC',
    tz_label: zone.offsetNameLong ?? '',
    tz_offset: zone.offset * 60,
    profile: { real_name: realName, display_name: name, real_name_normalized: realName, display_name_normalized: name },
    is_admin: person?.admin === true,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: person === undefined,
    is_app_user: false,
    updated: Math.floor(now() / 1000),
  };
}

/** https://docs.slack.dev/reference/methods/users.info */
export const info: Method = (world, args) => {
  const user = userJson(world, String(args.user));
  return user ? done({ user }) : refused('user_not_found');
};

/** https://docs.slack.dev/reference/methods/users.list */
export const list: Method = (world, args) => {
  const ids = [...world.settings.people.map((person) => person.id), world.settings.bot.id];
  const { items, metadata } = page(ids, args);
  return done({ members: items.map((id) => userJson(world, id)), response_metadata: metadata });
};

/** https://docs.slack.dev/reference/methods/auth.test */
export const authTest: Method = (world) => {
  const { team, bot, baseUrl } = world.settings;
  return done({
    url: `${baseUrl()}/`,
    team: team.name,
    user: bot.name.toLowerCase(),
    team_id: team.id,
    user_id: bot.id,
    bot_id: bot.botId,
    is_enterprise_install: false,
  });
};
