import { describeDatabaseError } from '../database/connection/describe-error.ts';
import { describeError } from '../edge/describe-error.ts';

/** Codes, ids, names of ours: nothing with a space in it, so no sentence that somebody typed. */
const CODE = /^[\w.:+@#/-]{0,200}$/;

/** What a line may hold besides its words, by name. Whatever is not here is left out: a new field is thought about before it is written. */
const TEXTS: Readonly<Record<string, RegExp>> = {
  requestId: CODE,
  organizationId: CODE,
  outbox: CODE,
  kind: CODE,
  handler: CODE,
  handling: CODE,
  form: CODE,
  method: CODE,
  type: CODE,
  result: CODE,
  reason: /^[\w .:/-]{0,100}$/,
  needed: CODE,
  statement: CODE,
  from: CODE,
  platform: CODE,
  place: CODE,
  error: CODE,
  code: CODE,
  at: /^(\/[\w/]{1,100} ?){0,5}$/,
  stack: /^( {4}at [^\n]{1,500}\n?){0,30}$/,
};
const FIGURES: ReadonlySet<string> = new Set(['ms', 'status', 'replayed', 'lost', 'hosts', 'waitMs', 'outOfOrder']);

/**
 * The fields of a line as they may be written. Errors become what may be told of them, whatever their name.
 *
 * @returns the fields; `hidden` names those that were left out
 */
export function logFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  const hidden: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (value instanceof Error) Object.assign(shown, describeError(value), describeDatabaseError(value));
    else if (typeof value === 'string' && TEXTS[name]?.test(value)) shown[name] = value;
    else if ((typeof value === 'number' || typeof value === 'boolean') && FIGURES.has(name)) shown[name] = value;
    else hidden.push(CODE.test(name) ? name : 'a field');
  }
  return hidden.length === 0 ? shown : { ...shown, hidden };
}
