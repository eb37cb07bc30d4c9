import type { TrafficEntry } from '../../wire/protocol.ts';
import { isObject, isString } from '../judge/json.ts';
import type { Problem } from '../judge/judging.ts';
import { problemLine } from '../judge/judging.ts';
import { changed, type World } from './world.ts';

const TRAFFIC = 200;
const ALERTS = 20;
const REFUSALS = 200;
const HIDDEN = '[redacted]';

/** Keeps the newest of a growing list. */
function keep<T>(list: T[], entry: T, most: number): void {
  list.push(entry);
  if (list.length > most) list.splice(0, list.length - most);
}

export function recordTraffic(world: World, entry: Omit<TrafficEntry, 'id' | 'at'>): void {
  world.counter += 1;
  const { signingSecret, botToken, appToken } = world.settings;
  const secrets = [signingSecret, botToken, appToken].filter((secret) => secret !== undefined && secret !== '') as string[];
  const at = new Date(world.settings.now()).toISOString();
  const shown = { ...entry, body: redact(entry.body, secrets), answer: redact(entry.answer, secrets) };
  keep(world.traffic, { id: world.counter, at, ...shown }, TRAFFIC);
  changed(world);
}

export function raiseAlert(world: World, text: string): void {
  world.counter += 1;
  const id = world.counter;
  keep(world.alerts, { id, text, changed: changed(world) }, ALERTS);
}

/** Notes what the judge refused and returns the line a person can read. */
export function recordRefusal(world: World, where: string, problems: readonly Problem[], payload: unknown): string {
  keep(world.refusals, { where, problems, payload }, REFUSALS);
  changed(world);
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return first ? `${first.code}: ${problemLine(first)}${more}` : '';
}

/** The traffic is on a page, so it must not carry what would let its reader act as Slack or as the bot. */
function redact(value: unknown, secrets: readonly string[]): unknown {
  if (isString(value)) return secrets.reduce((text, secret) => text.replaceAll(secret, HIDDEN), value);
  if (Array.isArray(value)) return value.map((entry) => redact(entry, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, key === 'token' ? HIDDEN : redact(entry, secrets)]));
}
