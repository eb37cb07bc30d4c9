import type { SlowDown } from '../chat/ports.ts';
import type { Sender } from '../chat/request.ts';

/** How much one person and one workspace may ask, which ordinary use never meets (RELIABILITY S-79). */
export interface Limits {
  /** Of one person in ten seconds, and in an hour. */
  readonly burst: number;
  readonly hour: number;
  /** Of all people of a workspace in a second. */
  readonly workspace: number;
}

export const LIMITS: Limits = { burst: 20, hour: 300, workspace: 50 };

const BURST_MS = 10_000;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;
/** People and workspaces that are remembered; whoever asked nothing for longest is forgotten first. */
const KEPT = 5_000;

/**
 * Counts what people ask for by hand, per process: words, buttons, entries of menus, forms. Letters typed into a menu and opened pages
 * come by themselves and are not counted. What is refused is not counted either, so whoever waits is let in again.
 *
 * @param now real time in ms, never going backwards
 */
export function createSlowDown(limits: Limits = LIMITS, now: () => number = () => performance.now()): SlowDown {
  const people = new Map<string, number[]>();
  const workspaces = new Map<string, number[]>();
  return (request) => {
    if (request.type === 'lookup' || request.type === 'watch' || request.type === 'home') return 0;
    const at = now();
    const own = timesOf(people, personKey(request.sender), at - HOUR_MS);
    const all = timesOf(workspaces, workspaceKey(request.sender), at - SECOND_MS);
    const waits = [
      waitOf(own, limits.burst, BURST_MS, at),
      waitOf(own, limits.hour, HOUR_MS, at),
      waitOf(all, limits.workspace, SECOND_MS, at),
    ];
    const wait = Math.max(...waits);
    if (wait > 0) return Math.ceil(wait / 1_000);
    own.push(at);
    all.push(at);
    return 0;
  };
}

/** When somebody asked since; the newest asker stands last in the map. */
function timesOf(map: Map<string, number[]>, key: string, since: number): number[] {
  const times = (map.get(key) ?? []).filter((at) => at > since);
  map.delete(key);
  map.set(key, times);
  const [oldest] = map.keys();
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
  return times;
}

/** Until the oldest of the last `limit` is out of the window. */
function waitOf(times: readonly number[], limit: number, windowMs: number, at: number): number {
  const oldest = times.at(-limit);
  return times.length < limit || oldest === undefined ? 0 : Math.max(0, oldest + windowMs - at);
}

function workspaceKey({ platform, workspaceId }: Sender): string {
  return `${platform} ${workspaceId}`;
}

function personKey(sender: Sender): string {
  return `${workspaceKey(sender)} ${sender.userId}`;
}
