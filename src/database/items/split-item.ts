import { v7 as newId } from 'uuid';
import type { HistoryEvent } from '../../model/item/item-history.ts';
import { ranksBetween } from '../../model/item/rank.ts';
import type { Change } from '../events/change.ts';
import type { StreamRow } from '../organization/streams.ts';
import { writeHistories } from './history.ts';
import { changeItem } from './item-changes.ts';
import type { ItemRow } from './items.ts';
import { ranksAround, topRank } from './ranks.ts';
import type { StreamLock } from './stream-locks.ts';

/** A part: enough to name it. */
export interface Part {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  /** Goes on in the place of the item it comes from. */
  readonly started: boolean;
}

/**
 * Splits an item into parts of the same stream. The parts inherit what was known of it: kind, purpose, criteria, epic and
 * confirmed checks; if it was ever ready, they are ready. When the item is in progress, the first part takes its place, team and
 * start (unless it was split before), the other parts go to the top of the backlog, and the item itself runs on without being
 * counted. When the item is waiting, the parts take its place in the order, and it leaves.
 *
 * @param lock of its stream, and of its team when it has one
 * @param titles cleaned, in order
 */
export async function splitItem(
  lock: StreamLock,
  item: ItemRow,
  stream: StreamRow,
  titles: readonly string[],
  change: Change,
): Promise<{ readonly parent: ItemRow; readonly parts: readonly Part[] }> {
  const { organizationId, sql } = lock.tenant;
  const running = item.state === 'delivery';
  const gap =
    item.rank === null
      ? { above: null, below: await topRank(lock.tenant, stream.id) }
      : await ranksAround(lock.tenant, stream.id, item.rank, item.id);
  const [counter] = await sql.$queryRaw<{ last: number }[]>`
    INSERT INTO key_counter (organization_id, prefix, last) VALUES (${organizationId}::uuid, ${stream.key}, ${titles.length})
    ON CONFLICT (organization_id, prefix) DO UPDATE SET last = key_counter.last + ${titles.length} RETURNING last`;
  if (!counter) throw new Error('The key counter gave no number.');
  const ranks = ranksBetween(gap.above, gap.below, titles.length);
  const parts = titles.map((title, index) => ({
    id: newId(),
    key: `${stream.key}-${counter.last - titles.length + 1 + index}`,
    title,
    rank: ranks[index] ?? '',
    started: index === 0 && running && item.teamId !== null && item.splitAt === null,
  }));
  const split = await changeItem(lock, item, { kind: 'split', data: { into: parts.map((part) => part.id) } }, change);
  const reason = `split into ${parts.map((part) => part.key).join(', ')}`;
  const parent = running ? split : await changeItem(lock, split, { kind: 'parked', data: { reason } }, change);
  await writeHistories(
    lock.tenant,
    stream.stages,
    parts.map((part) => ({ id: part.id, events: beginnings(item, stream, part, change) })),
  );
  return { parent, parts: parts.map(({ rank: _, ...part }) => part) };
}

function beginnings(item: ItemRow, stream: StreamRow, part: Part & { readonly rank: string }, change: Change): HistoryEvent[] {
  const { key, title, rank } = part;
  const wasReady = item.readyAt !== null;
  const events: HistoryEvent['event'][] = [
    {
      kind: 'added',
      data: {
        streamId: stream.id,
        key,
        title,
        rank,
        kind: item.kind,
        purpose: item.purpose,
        criteria: item.criteria,
        smallEnough: wasReady,
        epicId: item.epic?.id ?? null,
        unplanned: item.unplanned,
        parentId: item.id,
      },
    },
  ];
  if (item.checks.length > 0) events.push({ kind: 'edited', data: { checks: item.checks } });
  if (wasReady) events.push({ kind: 'readied', data: {} });
  if (part.started && item.stageId !== null) {
    events.push({
      kind: 'pulled',
      data: {
        stageId: item.stageId,
        teamId: item.teamId,
        ...(change.memberId === null ? {} : { memberId: change.memberId }),
        ...(item.startedAt === null ? {} : { startedAt: item.startedAt.toISOString() }),
      },
    });
    if (item.expedite) events.push({ kind: 'expedited', data: { on: true, reason: `part of ${item.key}` } });
  }
  return events.map((event) => ({ event, at: change.at, actorId: change.memberId }));
}
