import { fragment } from '../connection/fragment.ts';

/** Begins a statement that logs events: these columns, in this order. */
export const INSERT_EVENT = fragment`
  INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, actor_id, data)`;

/** Member `m` who did what event `e` tells of, if a person did. */
export const EVENT_ACTOR = fragment`LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.actor_id`;

/** Member `m` who made decision `d`. */
export const DECIDER = fragment`LEFT JOIN member m ON m.organization_id = d.organization_id AND m.id = d.decided_by`;
