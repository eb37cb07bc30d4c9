import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request older than this may be a replay (Slack's own rule); one from the future never comes from a sound clock. */
const OLDEST_SECONDS = 300;
const FUTURE_SECONDS = 60;

/**
 * Is the request signed by Slack, now? HMAC-SHA256 of `v0:timestamp:body` over the bytes as they came, compared in constant time
 * with every secret (two while a secret is changed).
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 *
 * @param timestamp the header as text; only plain digits pass, because `1e9` or ` 123 ` read as numbers are not what was signed
 * @param signature the header as text; Node joins a repeated header with ", ", which does not pass either
 * @param nowMs real time
 */
export function isSigned(
  secrets: readonly string[],
  timestamp: string | undefined,
  signature: string | undefined,
  body: Buffer,
  nowMs: number,
): boolean {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (signature === undefined || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  const age = Math.floor(nowMs / 1000) - Number(timestamp);
  if (age > OLDEST_SECONDS || age < -FUTURE_SECONDS) return false;
  const given = Buffer.from(signature.slice(3), 'hex');
  const matches = secrets.map((secret) =>
    timingSafeEqual(createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest(), given),
  );
  return matches.includes(true);
}
