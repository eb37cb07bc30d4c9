import { isString } from '../judge/json.ts';
import { newId, newToken } from './ids.ts';
import type { Trigger, World } from './world.ts';

/** A trigger lives 3 s and opens one view: https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const LIFE_MS = 3000;
const KEPT = 1000;

export function newTrigger(world: World, personId: string, channel: string | null): string {
  const id = `${newId('').slice(0, 10)}.${world.settings.team.id}.${newToken()}`;
  world.triggers.set(id, { personId, channel, at: world.settings.now(), used: false });
  for (const old of world.triggers.keys()) {
    if (world.triggers.size <= KEPT) break;
    world.triggers.delete(old);
  }
  return id;
}

/** The trigger if it may still be used, else Slack's error. It is used up only when a view really opens: `trigger.used = true`. */
export function checkTrigger(world: World, id: unknown): Trigger | string {
  const trigger = isString(id) ? world.triggers.get(id) : undefined;
  if (!trigger) return 'invalid_trigger_id';
  if (trigger.used) return 'exchanged_trigger_id';
  const life = Math.max(LIFE_MS, world.settings.answerTimeoutMs);
  return world.settings.now() - trigger.at > life ? 'expired_trigger_id' : trigger;
}
