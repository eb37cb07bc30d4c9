import { randomBytes } from 'node:crypto';
import { createInFlight } from '../edge/in-flight.ts';
import { createPace } from '../edge/pace.ts';
import { createAdapter } from './adapter.ts';
import { LOCAL_CLIENT, TEAMS_CLIENT } from './base/capabilities.ts';
import { describeError } from './base/describe-error.ts';
import { type Route, type Teams, type TeamsOptions, TIMING } from './base/options.ts';
import { createSeal } from './base/seal.ts';
import { createAllowService } from './base/service-host.ts';
import { Bot } from './bot.ts';
import { createAccessToken } from './connector/access-token.ts';
import { createCall } from './connector/call.ts';
import { createConnector } from './connector/connector.ts';
import { guard } from './guard/guard.ts';
import { createKeys, OPENID_URL } from './guard/keys.ts';
import { createMemberNames } from './member-names.ts';
import { createOnce } from './once.ts';
import { createRemember } from './remember.ts';
import { createSend } from './sender.ts';

export const MESSAGES_PATH = '/api/messages';

/** Puts the Teams side together: one route for requests, and one function that sends messages. */
export function createTeams(options: TeamsOptions): Teams {
  const { appId, appPassword, tenantId, anonymous, openIdUrl, log, references } = options;
  const now = options.now ?? Date.now;
  const timing = { ...TIMING, ...options.timing };
  const caps = anonymous ? LOCAL_CLIENT : TEAMS_CLIENT;
  const allowService = createAllowService(options.serviceHosts, anonymous);
  const origin = openIdUrl === undefined ? undefined : new URL(openIdUrl).origin;
  const token = anonymous ? null : createAccessToken({ appId, appPassword, tenantId, origin, timeoutMs: timing.call, now, log });
  const call = createCall({ allowService, token, timeoutMs: timing.call });
  const connector = createConnector(call, createPace(timing.betweenPosts), timing.retry);
  const inFlight = createInFlight();
  const { chat, people, fieldsOf } = options;
  // A local client's seal lasts as long as the process; so does what it shows.
  const seal = createSeal(appPassword || randomBytes(32).toString('hex'));
  const namesIn = createMemberNames(connector, timing.names);
  const bot = new Bot({ chat, connector, people, namesIn, fieldsOf, caps, seal, inFlight, log, timing }, { tenantId, anonymous });
  const door = { appId, tenantId, anonymous, allowService, now, log, findKey: createKeys(openIdUrl ?? OPENID_URL, now, log) };
  const answer = createAdapter(bot, log);
  const remember = createRemember(references, tenantId, anonymous, log);
  const once = createOnce();

  const handle: Route['handle'] = async (request, response) => {
    try {
      const activity = await guard(request, response, door);
      if (activity === null) return;
      if (activity.type !== 'invoke' && !once(`${activity.type} ${activity.conversation.id} ${activity.id ?? ''}`, activity.id)) {
        response.writeHead(200).end();
        return;
      }
      await inFlight.track(remember(activity, () => answer(response, activity)));
    } catch (error) {
      log.error(describeError(error), 'A Teams request could not be read');
      if (!response.headersSent) response.writeHead(500).end();
    }
  };
  return {
    routes: [{ method: 'POST', path: MESSAGES_PATH, handle }],
    send: createSend({ connector, references, tenantId, caps, log, now }),
    drain: inFlight.drain,
  };
}
