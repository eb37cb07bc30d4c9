import type { Tenant } from '../../../database/connection/tenant.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { findEpic, findEpicByKey } from '../../../database/epics/epics.ts';
import { findIdeaByKey, findIdeaOf, type IdeaRow } from '../../../database/ideas/ideas.ts';
import { findItem, findItemByKey, type ItemRow } from '../../../database/items/items.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseKey } from '../../../model/text/key.ts';

/** What can be parked and brought back besides bare ideas. */
export type Subject = { readonly kind: 'item'; readonly row: ItemRow } | { readonly kind: 'epic'; readonly row: EpicRow };

/** A key of another organization, a key that never was and a deleted one get this same answer. */
export function unknownThing(key?: string): Refusal {
  return new Refusal(
    'not_found',
    key ? `I don't know ${key}.` : "I don't know that any more.",
    'Type /flow backlog or /flow parked to see what there is.',
  );
}

export async function findSubject(tenant: Tenant, kind: Subject['kind'], id: string): Promise<Subject | null> {
  if (kind === 'item') {
    const row = await findItem(tenant, id);
    return row && { kind, row };
  }
  const row = await findEpic(tenant, id);
  return row && { kind, row };
}

/** What a key names: an item, an epic or a parked idea; null when it names nothing here. */
export async function findByKey(tenant: Tenant, key: string): Promise<Subject | { readonly kind: 'idea'; readonly row: IdeaRow } | null> {
  const prefix = parseKey(key)?.prefix;
  if (prefix === 'I') {
    const row = await findIdeaByKey(tenant, key);
    return row && { kind: 'idea', row };
  }
  if (prefix === 'E') {
    const row = await findEpicByKey(tenant, key);
    return row && { kind: 'epic', row };
  }
  const row = await findItemByKey(tenant, key);
  return row && { kind: 'item', row };
}

/** The idea under which it is parked; null when it is not, or was parked without one (by an import, or an undone adding). */
export function ideaOf(tenant: Tenant, subject: Subject): Promise<IdeaRow | null> {
  return findIdeaOf(tenant, { kind: subject.kind, id: subject.row.id });
}
