import { may } from '../../../model/rights/rights.ts';
import type { Read, Write } from '../access.ts';

/** Does the asker decide the order of that stream's backlog? */
export function ownsOrder(context: Read | Write, streamId: string): boolean {
  return may('order', context.asker.roles, { streamId });
}
