import { readLimited } from '../../edge/read-limited.ts';
import { describeError } from '../base/describe-error.ts';
import type { Log } from '../base/options.ts';
import { type SlackMessage, withoutBlocks } from '../render/message.ts';

/** Where the answer goes in relation to what is there. */
export type Manner = 'new' | 'replace';

/** Posts an answer to a response_url. True when Slack took it; never throws. */
export type Respond = (url: string, message: SlackMessage, manner: Manner, timeoutMs: number) => Promise<boolean>;

const HOSTS: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);

/**
 * Answers through response_url (five uses in 30 minutes). The address comes with the request and is kept with drafts, so it is followed
 * only to Slack's own hosts, or to the configured stand-in, and no redirect is followed (RELIABILITY 4.4: otherwise a payload could make
 * us call addresses inside our network). The address is a secret: whoever has it can post. It is never logged.
 *
 * @param apiUrl the configured Web API, whose origin is trusted too
 */
export function createRespond(apiUrl: string | undefined, log: Log): Respond {
  const trusted = apiUrl === undefined ? null : new URL(apiUrl).origin;
  return async (url, message, manner, timeoutMs) => {
    const target = allowed(url, trusted);
    if (target === null) {
      log.warn({}, 'response_url refused: not an address of Slack');
      return false;
    }
    const address = { replace_original: manner === 'replace', ...(manner === 'new' ? { response_type: 'ephemeral' } : {}) };
    // Whole milliseconds: it throws on anything else, and callers count down from clocks.
    const signal = AbortSignal.timeout(Math.max(0, Math.round(timeoutMs)));
    const first = await post(target, { ...message, ...address }, signal, log);
    if (first !== 'invalid_blocks') return first === 'ok';
    return (await post(target, { ...withoutBlocks(message), ...address }, signal, log)) === 'ok';
  };
}

function allowed(url: string, trusted: string | null): URL | null {
  if (!URL.canParse(url)) return null;
  const target = new URL(url);
  if (target.username !== '' || target.password !== '') return null;
  if (trusted !== null && target.origin === trusted) return target;
  // An empty port is 443 here. The host is already lower-case and in ASCII; "hooks.slack.com." is another name and is refused.
  return target.protocol === 'https:' && target.port === '' && HOSTS.has(target.hostname) ? target : null;
}

async function post(target: URL, body: object, signal: AbortSignal, log: Log): Promise<'ok' | 'invalid_blocks' | 'failed'> {
  try {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const response = await fetch(target, { method: 'POST', headers, body: JSON.stringify(body), redirect: 'manual', signal });
    const code = errorCode(await readLimited(response));
    if (response.ok && code === null) return 'ok';
    log.warn({ status: response.status, error: code ?? 'none' }, 'response_url did not take an answer');
    return code !== null && /^(invalid_blocks|msg_blocks_too_long|msg_too_long)/.test(code) ? 'invalid_blocks' : 'failed';
  } catch (error) {
    // undici's messages name the address; the name of the error is enough.
    log.warn({ error: error instanceof Error ? error.name : describeError(error).error }, 'response_url could not be reached');
    return 'failed';
  }
}

/** Slack answers "ok", or an error as JSON or as a bare code. null: no error. */
function errorCode(body: string | null): string | null {
  if (body === null) return 'unreadable';
  const text = body.trim();
  if (text === '' || text === 'ok') return null;
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || !('ok' in json) || json.ok === true) return null;
    return 'error' in json && typeof json.error === 'string' ? json.error.slice(0, 100) : 'unknown';
  } catch {
    return /^[a-z_]{1,100}$/.test(text) ? text : null;
  }
}
