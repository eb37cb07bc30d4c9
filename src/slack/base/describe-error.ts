import { webApi } from '@slack/bolt';

/**
 * What the log may hold of an error. Errors of Slack's client carry answers and headers, so of those only the code is kept; of all
 * others name, message and stack, which are ours.
 */
export function describeError(error: unknown): { readonly error: string; readonly stack?: string } {
  if (error instanceof webApi.WebAPIPlatformError) return { error: platformCode(error) };
  if (error instanceof webApi.SlackError) return { error: error.code };
  if (!(error instanceof Error)) return { error: 'not an error' };
  return { error: `${error.name}: ${error.message}`, ...(error.stack === undefined ? {} : { stack: error.stack }) };
}

/** Slack's code, such as `channel_not_found`; `unreadable` when the answer was no answer of Slack's (a proxy's page, say). */
export function platformCode(error: webApi.WebAPIPlatformError): string {
  const code: unknown = error.data.error;
  return typeof code === 'string' && /^[a-z0-9_]{1,100}$/.test(code) ? code : 'unreadable';
}
