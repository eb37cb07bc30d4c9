import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { parseJsonObject } from '../../edge/json-body.ts';
import { parseFormBody } from './form-body.ts';
import { isSigned } from './signature.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** What to do with a request: hand it on, or answer it with a status and no words. `reason` is for the log. */
export type Verdict =
  | { readonly type: 'pass'; readonly contentType: typeof FORM | typeof JSON_TYPE }
  | { readonly type: 'answer'; readonly status: 200 | 400 | 401; readonly reason: string };

export interface CheckOptions {
  readonly secrets: readonly string[];
  /** Real time, in ms. */
  readonly now: () => number;
}

/** Judges a request by its headers and raw bytes. */
export function check(headers: IncomingHttpHeaders, body: Buffer, options: CheckOptions): Verdict {
  const contentType = mediaType(headers['content-type']);
  if (contentType === null) return answer(400, 'content type');
  // Slack tries the certificate without a signature. Whatever else such a request carries is not looked at.
  // https://docs.slack.dev/interactivity/implementing-slash-commands
  if (contentType === FORM && body.includes('ssl_check=1') && parseFormBody(body.toString('latin1'))?.get('ssl_check') === '1') {
    return answer(200, 'ssl_check');
  }
  const [timestamp, signature] = [headers['x-slack-request-timestamp'], headers['x-slack-signature']].map((one) =>
    typeof one === 'string' ? one : undefined,
  );
  if (!isSigned(options.secrets, timestamp, signature, body, options.now())) return answer(401, 'signature');
  if (!isUtf8(body)) return answer(400, 'not UTF-8');
  return isReadable(contentType, body.toString('utf8')) ? { type: 'pass', contentType } : answer(400, 'body');
}

function answer(status: 200 | 400 | 401, reason: string): Verdict {
  return { type: 'answer', status, reason };
}

// Bolt compares the header as a whole and takes a form with a charset for JSON (S-09), so it gets the bare type.
function mediaType(header: string | undefined): typeof FORM | typeof JSON_TYPE | null {
  const [type, ...parameters] = (header ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (parameters.some((parameter) => parameter.startsWith('charset=') && !/^charset="?utf-?8"?$/.test(parameter))) return null;
  return type === FORM || type === JSON_TYPE ? type : null;
}

function isReadable(contentType: typeof FORM | typeof JSON_TYPE, text: string): boolean {
  if (contentType === JSON_TYPE) return isEnvelope(parseJsonObject(text));
  const fields = parseFormBody(text);
  if (!fields) return false;
  const payload = fields.get('payload');
  return payload === undefined ? fields.has('command') : isEnvelope(parseJsonObject(payload));
}

// Bolt reads these without looking and would answer 500.
function isEnvelope(json: Readonly<Record<string, unknown>> | null): boolean {
  if (json === null || typeof json.type !== 'string') return false;
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  if (json.type === 'event_callback') return isObject(json.event);
  return json.type === 'url_verification' || (json.event === undefined && isObject(json.user));
}
