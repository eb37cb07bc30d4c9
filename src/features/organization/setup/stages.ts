import { STAGE_KINDS, type StageKind } from '../../../model/item/item.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { nearest } from '../../../model/text/near-miss.ts';
import { isLegible } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** A stage as typed: name and kind. */
export interface StageDraft {
  readonly name: string;
  readonly kind: StageKind;
}

const MOST = 12;
const RESERVED = new Set(['done', 'ready', 'refining', 'parked', 'backlog']);

/** What a new stream's form holds. */
export const DEFAULT_STAGES = 'in progress\nin review, waiting';

/**
 * Reads stages typed one per line: `in review, waiting`, or only `in progress` for an active one.
 *
 * @throws Refusal invalid_input naming the line
 */
export function parseStages(text: string): StageDraft[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(isLegible);
  if (lines.length === 0 || lines.length > MOST) throw new Refusal('invalid_input', say`{A stream} has 1 to ${MOST} stages, one per line.`);
  const stages = lines.map((line) => {
    const match = /^(.*?)\s*[,:(]\s*(active|waiting)\)?$/iu.exec(line);
    const name = (match?.[1] ?? line).trim();
    const meant = nearest((/[,:(]\s*(\p{L}+)\)?$/u.exec(name)?.[1] ?? '').toLowerCase(), STAGE_KINDS);
    if (meant) throw new Refusal('invalid_input', `“${line.slice(0, 40)}”: did you mean “${meant}” at its end?`);
    if (!isLegible(name) || name.length > 40)
      throw new Refusal('invalid_input', `“${line.slice(0, 40)}”: a stage has a name of up to 40 letters.`);
    if (RESERVED.has(name.toLowerCase()))
      throw new Refusal('invalid_input', `“${name}” has a meaning of its own here. Give the stage another name.`);
    return { name, kind: (match?.[2]?.toLowerCase() ?? 'active') as StageKind };
  });
  const names = stages.map((stage) => stage.name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Refusal('invalid_input', `“${twice}” is there twice.`);
  return stages;
}

/** The opposite: what the form shows. */
export function formatStages(stages: readonly StageDraft[]): string {
  return stages.map((stage) => (stage.kind === 'waiting' ? `${stage.name}, waiting` : stage.name)).join('\n');
}
