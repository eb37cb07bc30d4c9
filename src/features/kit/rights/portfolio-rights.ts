import { listLeaders } from '../../../database/organization/people.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may } from '../../../model/rights/rights.ts';
import type { Read, Write } from '../access.ts';

interface Owned {
  readonly key: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

/** May the asker do this with the epic? */
export function mayOn(context: Read | Write, right: 'shape' | 'invest', epic: Pick<Owned, 'ownerId'>): boolean {
  return may(right, context.asker.roles, { own: epic.ownerId === context.asker.memberId });
}

/**
 * Refuses what the asker may not do with an epic, naming who may.
 *
 * @throws Refusal not_allowed
 */
export async function requireOn(context: Read | Write, right: 'shape' | 'invest', epic: Owned): Promise<void> {
  if (mayOn(context, right, epic)) return;
  const said =
    right === 'invest' ? `Whether to invest in ${epic.key} is for leaders to decide.` : `Only its owner and leaders change ${epic.key}.`;
  if (right === 'shape' && epic.ownerName !== null) throw new Refusal('not_allowed', said, `Ask ${epic.ownerName}, who owns it.`);
  const leaders = (await listLeaders(context.db)).map((one) => one.name);
  const next =
    leaders.length > 0
      ? `Ask ${new Intl.ListFormat('en', { type: 'disjunction' }).format(leaders)}.`
      : 'There is none yet; an admin names one: /flow setup.';
  throw new Refusal('not_allowed', said, next);
}
