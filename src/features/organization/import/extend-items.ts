import { Superseded } from '../../../database/connection/sql-error.ts';
import { changeItem, touchItem } from '../../../database/items/item-changes.ts';
import { findItem } from '../../../database/items/items.ts';
import type { StreamLock } from '../../../database/items/stream-locks.ts';
import type { Stage } from '../../../model/item/item.ts';
import type { ItemEvent } from '../../../model/item/item-event.ts';
import type { HistoryEvent } from '../../../model/item/item-history.ts';
import type { LongerHistory } from './plan.ts';

/**
 * Adds events of a later export to items that are here, one by one, as if they were done now, but at their true instants.
 *
 * @throws Superseded when an item changed since its events were read
 */
export async function extendItems(lock: StreamLock, stages: readonly Stage[], items: readonly LongerHistory[]): Promise<void> {
  for (const { id, stored, added } of items) {
    let item = await findItem(lock.tenant, id);
    if (item?.revision !== stored.length) throw new Superseded();
    for (const one of added) {
      const event = marked(one);
      const change = { at: one.at, memberId: one.actorId };
      const into = 'stageId' in one.event.data ? one.event.data.stageId : null;
      const stage = stages.find((each) => each.id === into);
      item =
        event.kind === 'edited' ? await touchItem(lock.tenant, item, event, change) : await changeItem(lock, item, event, change, stage);
    }
  }
}

/** The event as it is logged: its data says that an import brought it. */
function marked({ event, imported }: HistoryEvent): ItemEvent {
  if (!imported) return event;
  const data = { ...event.data, imported: true };
  return { kind: event.kind, data } as ItemEvent;
}
