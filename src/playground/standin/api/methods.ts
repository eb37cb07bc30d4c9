import type { Method } from './answer.ts';
import * as chat from './chat.ts';
import * as conversations from './conversations.ts';
import * as users from './users.ts';
import * as views from './views.ts';

/**
 * The scopes that methods need, as far as the bot meets them: of those for several kinds of channels, the one for public ones.
 * https://docs.slack.dev/reference/scopes
 */
export const NEEDED_SCOPES: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'conversations.info': 'channels:read',
  'conversations.open': 'im:write',
  'conversations.list': 'channels:read',
  'conversations.members': 'channels:read',
};

/** The Web API this Slack knows; anything else is `unknown_method`. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': users.authTest,
  'chat.postMessage': chat.postMessage,
  'chat.update': chat.update,
  'chat.delete': chat.remove,
  'chat.postEphemeral': chat.postEphemeral,
  'views.open': views.open,
  'views.push': views.push,
  'views.update': views.update,
  'views.publish': views.publish,
  'users.info': users.info,
  'users.list': users.list,
  'conversations.info': conversations.info,
  'conversations.open': conversations.open,
  'conversations.list': conversations.list,
  'conversations.members': conversations.membersOf,
};
