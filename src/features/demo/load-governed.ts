import { writeDecision } from '../../database/decisions.ts';
import { addNeed } from '../../database/dependencies.ts';
import { lockStreams } from '../../database/item-changes.ts';
import { findItemByKey } from '../../database/items.ts';
import type { TenantTransaction } from '../../database/tenant.ts';
import { STREAMS } from './company.ts';
import { DECISIONS, NEEDS } from './governed.ts';

const DAY_MS = 86_400_000;

/** Stores what waits for what in the demo, and what its people settled by talking. */
export async function addGoverned(tenant: TenantTransaction, now: Date, idOf: (name: string) => string): Promise<void> {
  const lock = await lockStreams(
    tenant,
    STREAMS.map(({ key }) => idOf(`stream:${key}`)),
  );
  const last = new Map<string, Date>();
  for (const { item: key, needs, reason, by, daysAgo } of NEEDS) {
    const [item, needed] = [await findItemByKey(tenant, key), await findItemByKey(tenant, needs)];
    if (!item || !needed) throw new Error(`The demo has no ${item ? needs : key}.`);
    // Not before what its story tells last.
    const at = new Date(Math.max(now.getTime() - daysAgo * DAY_MS, item.changedAt.getTime(), last.get(key)?.getTime() ?? 0));
    last.set(key, at);
    await addNeed(lock, item, needed, reason, { at, memberId: idOf(`person:${by}`) });
  }
  for (const { stream, epic, act = 'decided', by, daysAgo, ...words } of DECISIONS) {
    const subject =
      stream !== undefined
        ? ({ type: 'stream', id: idOf(`stream:${stream}`) } as const)
        : epic !== undefined
          ? ({ type: 'epic', id: idOf(`epic:${epic}`) } as const)
          : ({ type: 'organization', id: tenant.organizationId } as const);
    const change = { at: new Date(now.getTime() - daysAgo * DAY_MS), memberId: idOf(`person:${by}`) };
    await writeDecision(tenant, { act, subject, ...words }, change);
  }
}
