import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../edge/read-body.ts';
import type { Log } from '../base/options.ts';
import { type CheckOptions, check } from './check.ts';

/** Slack's largest payloads are views, at most 250 KB with their state; Bolt would take 4 MB. */
const BODY_LIMIT = 256 * 1024;

/** A request whose bytes were read and judged. Bolt takes `rawBody` for the body when it is there. */
export type GuardedRequest = IncomingMessage & { rawBody: Buffer };

/**
 * Our own door before Bolt's. Bolt accepts timestamps from the future, reads them with Number(), knows one secret, takes 4 MB and
 * answers 500 to a charset (RELIABILITY 4.1), so it is told not to verify, and nothing reaches it that did not pass here.
 *
 * @returns null when the request was answered here
 */
export async function guard(
  request: IncomingMessage,
  response: ServerResponse,
  options: CheckOptions & { readonly log: Log },
): Promise<GuardedRequest | null> {
  const encoding = request.headers['content-encoding'];
  // A few packed bytes can unfold to gigabytes, and Slack never packs.
  if (encoding !== undefined && encoding !== 'identity') return refuse(request, response, 415, 'encoded', options.log);
  const body = await readBody(request, BODY_LIMIT);
  if (body === 'gone') return null;
  if (body === 'too large') return refuse(request, response, 413, 'too large', options.log);
  const verdict = check(request.headers, body, options);
  if (verdict.type === 'answer') {
    if (verdict.status !== 200) options.log.warn({ status: verdict.status, reason: verdict.reason }, 'Slack request refused');
    response.writeHead(verdict.status).end();
    return null;
  }
  request.headers['content-type'] = verdict.contentType;
  return Object.assign(request, { rawBody: body });
}

// The rest of the body is not read: the connection ends with the answer.
function refuse(request: IncomingMessage, response: ServerResponse, status: number, reason: string, log: Log): null {
  log.warn({ status, reason }, 'Slack request refused');
  response.once('finish', () => request.destroy());
  response.writeHead(status, { connection: 'close' }).end();
  return null;
}
