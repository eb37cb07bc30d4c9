import { webApi } from '@slack/bolt';
import type { DeliveryResult } from '../../chat/send.ts';
import { platformCode } from '../base/describe-error.ts';

const LONGEST_WAIT_SECONDS = 900;
/** Where Slack does not say how long. */
const DEFAULT_WAIT_SECONDS = 60;
const UNREACHABLE_WAIT_SECONDS = 60;

/** Slack says of these that part may have been done (docs of chat.postMessage, "errors"), so nobody knows. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'unreadable']);
/** The token is taken back, or the app (RELIABILITY F-25). */
const REVOKED: ReadonlySet<string> = new Set(['token_revoked', 'account_inactive', 'invalid_auth', 'token_expired', 'not_authed']);
const GONE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);
/** The connection was never made: nothing can have arrived. */
const UNREACHABLE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const REFUSED_BLOCKS: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'too_many_attachments',
]);

/** What became of a post or edit that threw (RELIABILITY F-20 … F-29). Whatever is not understood counts as ambiguous. */
export function postFailure(error: unknown): DeliveryResult {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { type: 'limited', seconds: Math.min(Math.max(1, error.retryAfter), LONGEST_WAIT_SECONDS) };
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = platformCode(error);
    if (code === 'ratelimited' || code === 'rate_limited') return { type: 'limited', seconds: DEFAULT_WAIT_SECONDS };
    if (REVOKED.has(code)) return { type: 'suspended', error: code };
    if (AMBIGUOUS.has(code)) return { type: 'ambiguous', error: code };
    return GONE.has(code) ? { type: 'missing' } : { type: 'failed', error: code };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const code = `http_${error.statusCode}`;
    return error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== 408
      ? { type: 'failed', error: code }
      : { type: 'ambiguous', error: code };
  }
  if (error instanceof webApi.WebAPIRequestError) {
    const code = causeCode(error.original);
    return UNREACHABLE.has(code) ? { type: 'later', seconds: UNREACHABLE_WAIT_SECONDS } : { type: 'ambiguous', error: code };
  }
  return { type: 'ambiguous', error: 'unknown' };
}

/** Did Slack refuse the blocks, so that words alone may pass? */
export function refusedBlocks(error: unknown): error is webApi.WebAPIPlatformError {
  return error instanceof webApi.WebAPIPlatformError && REFUSED_BLOCKS.has(platformCode(error));
}

function causeCode(error: Error): string {
  const cause: unknown = error.cause;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name === 'TimeoutError' || error.name === 'AbortError' ? 'timeout' : 'connection';
}
