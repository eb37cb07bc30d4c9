import type { Tenant } from '../../../database/connection/tenant.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { type NextRead, readNext, readOldest } from './store.ts';

export { type NextRead, readNext } from './store.ts';

/** A team at a glance: what it could take, and its oldest items in progress. null when there is no such team. */
export async function teamView(
  tenant: Tenant,
  teamId: string,
  now: Date,
): Promise<{ readonly read: NextRead; readonly oldest: readonly ItemRow[] } | null> {
  const read = await readNext(tenant, teamId, now);
  return read && { read, oldest: read.team.inProgress > 0 ? await readOldest(tenant, teamId, 5) : [] };
}
