import type { DecisionSubject } from '../../database/decisions.ts';
import { findEpic } from '../../database/epics.ts';
import { findItem } from '../../database/items.ts';
import { isId } from '../../model/id.ts';
import type { Read, Write } from '../access.ts';

/** What a lookup of things hands in: its kind and id in one value. */
export function thingValue(kind: 'item' | 'epic', id: string): string {
  return `${kind}:${id}`;
}

/** The item or epic that was picked; null when it is not one of this organization. */
export async function pickedThing(
  context: Read | Write,
  value: string,
): Promise<{ readonly subject: DecisionSubject; readonly key: string; readonly title: string } | null> {
  const [kind, id = ''] = value.split(':');
  if ((kind !== 'item' && kind !== 'epic') || !isId(id)) return null;
  const found = kind === 'item' ? await findItem(context.db, id) : await findEpic(context.db, id);
  return found && { subject: { type: kind, id: found.id }, key: found.key, title: found.title };
}
