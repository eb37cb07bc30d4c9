import { webApi } from '@slack/bolt';
import { readLimited } from '../../edge/read-limited.ts';
import type { Log } from './options.ts';
import { sdkLog } from './sdk-log.ts';

export type SlackClient = webApi.WebClient;

const TIMEOUT_MS = 10_000;
/** Slack always says how long to wait; where something between us does not, this is it. */
const RETRY_AFTER_SECONDS = 60;

/**
 * The options of every client of Slack's Web API.
 *
 * `retries: 0`: by default a lost answer is asked for again for half an hour, and each try posts one more message. `timeout`: none by
 * default. `allowAbsoluteUrls: false`: a method name can then never lead to another server. `rejectRateLimitedCalls`: otherwise one 429
 * pauses all channels and methods of the client, also the person who waits for a form.
 */
export function clientOptions(apiUrl: string | undefined, log: Log): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    allowAbsoluteUrls: false,
    rejectRateLimitedCalls: true,
    fetch: boundedFetch,
    logger: sdkLog(log),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

/** The one place that makes a client. */
export function createClient(token: string, apiUrl: string | undefined, log: Log): SlackClient {
  return new webApi.WebClient(token, clientOptions(apiUrl, log));
}

/** fetch that reads at most 1 MB, and gives every 429 a `retry-after` that the client understands: without one it throws a bare Error. */
const boundedFetch: webApi.FetchFunction = async (url, init) => {
  const response = await fetch(url, init as RequestInit);
  const body = await readLimited(response);
  const headers = new Headers(response.headers);
  if (response.status === 429 && !/^\d{1,9}$/.test(headers.get('retry-after') ?? ''))
    headers.set('retry-after', String(RETRY_AFTER_SECONDS));
  // Too long an answer counts as none that can be read: nobody knows what became of the call.
  const copy = new Response(nullBody(response.status) ? null : (body ?? ''), {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
  return Object.defineProperty(copy, 'url', { value: response.url });
};

function nullBody(status: number): boolean {
  return [101, 204, 205, 304].includes(status);
}
