import type { ActResult } from '../../wire/protocol.ts';
import type { BotAnswer } from '../world/dispatch.ts';
import { raiseAlert } from '../world/record.ts';
import type { World } from '../world/world.ts';

/** What came of an act. `ok: false` without `error` means an alert already says it. */
export interface Outcome extends ActResult {
  /** What the bot answered; missing when nothing was sent. */
  readonly answer?: BotAnswer;
  /** Block id → words, when Slack's own client refused the form. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Slack itself said no before anything was sent. */
export function stopped(error: string): Outcome {
  return { ok: false, error };
}

export function alerted(world: World, text: string, answer?: BotAnswer): Outcome {
  raiseAlert(world, text);
  return { ok: false, ...(answer ? { answer } : {}) };
}

/** Why this answer is none, in Slack's words; `undefined` when the bot answered 2xx in time. */
export function failureOf(answer: BotAnswer): string | undefined {
  if (answer.failure) return 'failed because the app did not respond';
  if (answer.status < 200 || answer.status > 299) return `failed with the error "dispatch_failed" (HTTP ${answer.status})`;
  return undefined;
}
