import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { type AskNames, createAskNames, type NameAnswer } from '../edge/ask-names.ts';
import type { SlackClient } from './base/client.ts';
import { describeError, platformCode } from './base/describe-error.ts';
import type { Log } from './base/options.ts';

/** `name` is what slash commands bring as `user_name`, so that a person has one name however they became known. */
const schema = z.object({ user: z.object({ name: z.string().min(1) }) });

/**
 * Asks Slack for the names of people who were picked in a form. The scope is optional: without it Slack is asked once, and the log says so.
 * https://docs.slack.dev/reference/methods/users.info
 *
 * @param ms for all names together
 */
export function createUserNames(client: SlackClient, ms: number, log: Log): AskNames {
  const askNames = createAskNames(ms);
  let told = false;
  const refused = (): NameAnswer => {
    if (!told)
      log.info(
        { needed: 'users:read' },
        'The optional scope is not there: people picked in forms stay unnamed until they write to the bot',
      );
    told = true;
    return { type: 'refused' };
  };
  const ask = async (user: string): Promise<NameAnswer> => {
    try {
      return { type: 'named', name: schema.parse(await client.apiCall('users.info', { user })).user.name };
    } catch (error) {
      if (error instanceof webApi.WebAPIRateLimitedError) return { type: 'limited', seconds: error.retryAfter };
      if (error instanceof webApi.WebAPIPlatformError && platformCode(error) === 'missing_scope') return refused();
      log.debug(describeError(error), 'A name could not be asked for');
      return { type: 'unknown' };
    }
  };
  return (ids) => askNames(ids, ask);
}
