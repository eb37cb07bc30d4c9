import { randomBytes } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A Slack-like id: a prefix letter and ten capitals or digits. Random, so ids of an earlier run are never met again. */
export function newId(prefix: string): string {
  let id = prefix;
  for (const byte of randomBytes(10)) id += LETTERS[byte % LETTERS.length];
  return id;
}

/** A secret for trigger ids and response URLs. */
export function newToken(): string {
  return randomBytes(18).toString('base64url');
}

/** `ts` of a message: seconds with six decimals, always later than every one given before. */
export function nextTs(after: string, now: number): string {
  const micros = Math.max(now * 1000, toMicros(after) + 1);
  const whole = Math.floor(micros / 1_000_000);
  return `${whole}.${String(Math.round(micros - whole * 1_000_000)).padStart(6, '0')}`;
}

function toMicros(ts: string): number {
  const [seconds = '0', micros = '0'] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(micros);
}
