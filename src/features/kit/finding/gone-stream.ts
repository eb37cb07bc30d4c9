import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';

/**
 * A stream of another organization, one that never was and a deleted one get this same answer.
 *
 * @param see the command that shows what there is
 */
export function goneStream(see: '/flow backlog' | '/flow setup' = '/flow backlog'): Refusal {
  return new Refusal('not_found', say`That {stream} is no longer here.`, `Type ${see} to see what there is.`);
}
