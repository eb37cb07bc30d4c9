import type { StageKind } from '../../../model/item/item.ts';
import type { Target } from './mapping.ts';

const READY = /(?<!\bnot )\b(prioriti[sz]ed|ready|selected|next|committed)\b/;
const WAITING = /\b(review|accept|approv|qa\b|test|verif|valid|wait|await|pending|hold|blocked|staging|feedback)/;
const NOT_DONE =
  /\b(can['’]?t|won['’]?t|cannot|will not|not doing|reject|declin|cancel|duplicate|obsolete|abandon|invalid|withdrawn|out of scope)/;

type Category = 'to do' | 'in progress' | 'done';

/** Jira's category, by its name or its key; by the status's own name where the export has none. */
function categoryOf(name: string, category: string): Category {
  switch (category.trim().toLowerCase()) {
    case 'to do':
    case 'new':
      return 'to do';
    case 'in progress':
    case 'indeterminate':
      return 'in progress';
    case 'done':
      return 'done';
    default:
      if (/^(done|closed|resolved|deployed|released|completed?|finished)\b/.test(name) || NOT_DONE.test(name)) return 'done';
      return /^(to ?do|open|new|backlog|reopened|ideas?|draft)\b/.test(name) || READY.test(name) ? 'to do' : 'in progress';
  }
}

/**
 * Where a status leads when no mapping file says so: To Do is refining, or ready by a name such as Prioritized; In
 * Progress is a delivery stage of the same name; Done is done, or parked by a name such as “Can't Fix”, which finishes nothing.
 */
export function defaultTarget(status: string, category: string): Target {
  const name = status.toLowerCase();
  switch (categoryOf(name, category)) {
    case 'to do':
      return READY.test(name) ? 'ready' : 'refining';
    case 'in progress':
      return { stage: name, kind: defaultStageKind(name) };
    case 'done':
      return NOT_DONE.test(name) ? 'parked' : 'done';
  }
}

/** Work waits in a stage named after review, acceptance, test or waiting; elsewhere somebody works on it. */
export function defaultStageKind(name: string): StageKind {
  return WAITING.test(name.toLowerCase()) ? 'waiting' : 'active';
}
