import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackClient } from './base/client.ts';
import { describeError, platformCode } from './base/describe-error.ts';
import type { Home } from './base/options.ts';

const schema = z.object({ team_id: z.string().min(1), team: z.string().default(''), user_id: z.string().min(1) });

/**
 * Asks Slack once who the token is for.
 *
 * @throws Error that says what to set when Slack refuses the token or cannot be reached
 */
export async function whoAmI(client: SlackClient): Promise<Home> {
  try {
    const { team_id, team, user_id } = schema.parse(await client.apiCall('auth.test'));
    return { teamId: team_id, teamName: team, botUserId: user_id };
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) {
      throw new Error(
        `Slack refused SLACK_BOT_TOKEN (${platformCode(error)}). Copy the Bot User OAuth Token (xoxb-…) from “OAuth & Permissions” of your Slack app.`,
      );
    }
    throw new Error(
      `Slack could not be asked who SLACK_BOT_TOKEN is for (${describeError(error).error}). Check the network, or SLACK_API_URL if it is set.`,
    );
  }
}
