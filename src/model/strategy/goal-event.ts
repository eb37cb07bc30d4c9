import type { Measured } from './key-result.ts';

/** Objectives and key results are followed or no longer (row A8). */
export type GoalState = 'active' | 'retired';

/** What an objective says. */
export interface ObjectiveFields {
  readonly title: string;
  readonly themeId: string | null;
}

export type ObjectiveEvent =
  | { readonly kind: 'stated'; readonly data: ObjectiveFields }
  | { readonly kind: 'changed'; readonly data: Partial<ObjectiveFields> }
  | { readonly kind: 'retired'; readonly data: Record<string, never> };

export interface ObjectiveSnapshot extends ObjectiveFields {
  readonly state: GoalState;
  readonly createdAt: Date;
}

/**
 * The objective after one more event.
 *
 * @throws Error when its first event does not state it
 */
export function applyObjectiveEvent(objective: ObjectiveSnapshot | null, event: ObjectiveEvent, at: Date): ObjectiveSnapshot {
  if (event.kind === 'stated') return { ...event.data, state: 'active', createdAt: at };
  if (objective === null) throw new Error(`The first event of an objective states it; it is not “${event.kind}”.`);
  return event.kind === 'changed' ? { ...objective, ...event.data } : { ...objective, state: 'retired' };
}

/** What a key result says; where it stands is noted apart. */
export interface KeyResultFields extends Pick<Measured, 'baseline' | 'target'> {
  readonly title: string;
  readonly unit: string | null;
}

export type KeyResultEvent =
  | { readonly kind: 'stated'; readonly data: { readonly key: string; readonly objectiveId: string } & KeyResultFields }
  | { readonly kind: 'changed'; readonly data: Partial<KeyResultFields> }
  | { readonly kind: 'measured'; readonly data: { readonly current: number } }
  | { readonly kind: 'retired'; readonly data: Record<string, never> };

export interface KeyResultSnapshot extends KeyResultFields, Measured {
  readonly key: string;
  readonly objectiveId: string;
  readonly state: GoalState;
  /** When `current` was noted; null as long as nothing was. */
  readonly measuredAt: Date | null;
  readonly createdAt: Date;
}

/**
 * The key result after one more event.
 *
 * @throws Error when its first event does not state it
 */
export function applyKeyResultEvent(keyResult: KeyResultSnapshot | null, event: KeyResultEvent, at: Date): KeyResultSnapshot {
  if (event.kind === 'stated') return { ...event.data, current: null, measuredAt: null, state: 'active', createdAt: at };
  if (keyResult === null) throw new Error(`The first event of a key result states it; it is not “${event.kind}”.`);
  switch (event.kind) {
    case 'changed':
      return { ...keyResult, ...event.data };
    case 'measured':
      return { ...keyResult, current: event.data.current, measuredAt: at };
    case 'retired':
      return { ...keyResult, state: 'retired' };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}
