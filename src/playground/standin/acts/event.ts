import type { Json } from '../judge/json.ts';
import { newId } from '../world/ids.ts';
import { VERIFICATION_TOKEN } from '../world/payloads.ts';
import type { World } from '../world/world.ts';

/** The envelope of the Events API; `event_id` is new every time. https://docs.slack.dev/apis/events-api */
export function eventJson(world: World, event: Json): Json {
  const { team, bot, now } = world.settings;
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: bot.appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: bot.id, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  };
}
