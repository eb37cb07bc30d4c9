import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../edge/read-body.ts';
import type { Log } from '../base/options.ts';
import type { Activity } from './activity.ts';
import { type CheckOptions, check } from './check.ts';
import { type TokenOptions, verifyToken } from './token.ts';

/** Teams itself takes no message above about 100 KB; a form's values come on top. */
const BODY_LIMIT = 256 * 1024;

export interface GuardOptions extends TokenOptions, CheckOptions {
  readonly anonymous: boolean;
  readonly log: Log;
}

/**
 * Our own door before the SDK's. The SDK lets a key without endorsements speak for every channel, a token name any tenant and any host,
 * everybody in when the app id is empty; it refuses new keys for an hour, answers 500 where it stumbles, and prints to the console. So
 * nothing reaches it that did not pass here. The token is judged before the body is read: strangers get no memory.
 *
 * @returns null when the request was answered here
 */
export async function guard(request: IncomingMessage, response: ServerResponse, options: GuardOptions): Promise<Activity | null> {
  const token = options.anonymous ? null : await verifyToken(request.headersDistinct.authorization, options);
  if (token && 'reason' in token) return refuse(request, response, 401, token.reason, options.log);
  const encoding = request.headers['content-encoding'];
  // A few packed bytes can unfold to gigabytes, and the connector never packs.
  if (encoding !== undefined && encoding !== 'identity') return refuse(request, response, 415, 'encoded', options.log);
  const body = await readBody(request, BODY_LIMIT);
  if (body === 'gone') return null;
  if (body === 'too large') return refuse(request, response, 413, 'too large', options.log);
  const verdict = check(body, token, options);
  if (verdict.type === 'pass') return verdict.activity;
  options.log.warn({ status: verdict.status, reason: verdict.reason }, 'Teams request refused');
  response.writeHead(verdict.status).end();
  return null;
}

// The rest of the body is not read: the connection ends with the answer.
function refuse(request: IncomingMessage, response: ServerResponse, status: number, reason: string, log: Log): null {
  log.warn({ status, reason }, 'Teams request refused');
  response.once('finish', () => request.destroy());
  response.writeHead(status, { connection: 'close' }).end();
  return null;
}
