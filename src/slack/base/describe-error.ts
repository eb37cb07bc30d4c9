import { webApi } from '@slack/bolt';
import { describeError as describe, type ToldError } from '../../edge/describe-error.ts';

/** What the log may hold of an error: where it was thrown and what it is called. Of Slack's client only the code, which is Slack's own. */
export function describeError(error: unknown): ToldError {
  if (error instanceof webApi.WebAPIPlatformError) return { error: platformCode(error) };
  return error instanceof webApi.SlackError ? { error: error.code } : describe(error);
}

/** Slack's code, such as `channel_not_found`; `unreadable` when the answer was no answer of Slack's (a proxy's page, say). */
export function platformCode(error: webApi.WebAPIPlatformError): string {
  const code: unknown = error.data.error;
  return typeof code === 'string' && /^[a-z0-9_]{1,100}$/.test(code) ? code : 'unreadable';
}
