import type { Option } from '../../../chat/field.ts';
import { findEpic } from '../../../database/epics/epics.ts';
import type { ItemEpic } from '../../../database/items/items.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Write } from '../../kit/access.ts';

/** The epic that an item serves now, for the field it is chosen in. */
export function epicOption(current: ItemEpic | null | undefined): Option[] {
  return current ? [{ value: current.id, text: `${current.key} · ${current.title}` }] : [];
}

/**
 * The epic that was picked for an item, or null for none; or what is wrong with the pick.
 *
 * @param current the epic it serves now, which may stay whatever became of it
 */
export async function pickedEpic(
  context: Write,
  epicId: string | undefined,
  current: ItemEpic | null = null,
): Promise<{ readonly epic: ItemEpic | null } | { readonly wrong: string }> {
  if (epicId === undefined) return { epic: null };
  if (epicId === current?.id) return { epic: current };
  const epic = isId(epicId) ? await findEpic(context.db, epicId) : null;
  if (!epic) return { wrong: say`I don't know that {epic}. Pick another, or none.` };
  if (!isOpen(epic.state)) return { wrong: say`${epic.key} is ${epic.state}, so it takes no more {items}. Pick another, or none.` };
  return { epic };
}
