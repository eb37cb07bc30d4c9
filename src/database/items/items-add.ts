import { v7 as newId } from 'uuid';
import type { ItemKind, Stage } from '../../model/item/item.ts';
import { ranksBetween } from '../../model/item/rank.ts';
import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { writeHistories } from './history.ts';
import { bottomRank } from './ranks.ts';

/** One of several items that are added together. */
export interface ListedItem {
  readonly title: string;
  readonly kind: ItemKind;
  readonly purpose?: string | null;
  readonly criteria?: string | null;
}

/** What was added: enough to name it. */
export interface AddedItem {
  readonly id: string;
  readonly key: string;
  readonly title: string;
}

/**
 * Adds items at the end of a backlog in their order, to be refined: like addItem (no lock of the stream; the key counter's
 * row orders those who add at the same time), in a handful of statements however many they are.
 */
export async function addItems(
  tenant: TenantTransaction,
  stream: { readonly id: string; readonly key: string; readonly stages: readonly Stage[] },
  items: readonly ListedItem[],
  change: Change,
): Promise<AddedItem[]> {
  const { organizationId, sql } = tenant;
  const [counter] = await sql.$queryRaw<{ last: number }[]>`
    INSERT INTO key_counter (organization_id, prefix, last) VALUES (${organizationId}::uuid, ${stream.key}, ${items.length})
    ON CONFLICT (organization_id, prefix) DO UPDATE SET last = key_counter.last + ${items.length} RETURNING last`;
  if (!counter) throw new Error('The key counter gave no number.');
  const end = await bottomRank(tenant, stream.id);
  const ranks = ranksBetween(end, null, items.length);
  const added = items.map((item, index) => ({
    ...item,
    id: newId(),
    key: `${stream.key}-${counter.last - items.length + 1 + index}`,
    rank: ranks[index] ?? '',
  }));
  await writeHistories(
    tenant,
    stream.stages,
    added.map(({ id, key, title, kind, rank, purpose = null, criteria = null }) => ({
      id,
      events: [
        {
          event: { kind: 'added', data: { streamId: stream.id, key, title, kind, rank, purpose, criteria } },
          at: change.at,
          actorId: change.memberId,
        },
      ],
    })),
  );
  return added;
}
