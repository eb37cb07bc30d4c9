import { type Block, entry, list, note, paragraph } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { type Lineage, type Relative, readLineage } from '../../../database/items/lineage.ts';
import type { Read } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { named } from '../../kit/words/item-words.ts';

/** What an item's card tells of where it comes from and what became of it (row C12). */
export async function lineageOf(context: Read, item: ItemRow): Promise<Block[]> {
  const { parent, parts, counts, into, merged, aliases } = await readLineage(context.db, item);
  return [
    ...(parent ? [paragraph('Part of ', ...named(parent), ` (${standing(parent)}).`)] : []),
    ...(into ? [paragraph('Merged into ', ...named(into), ` (${standing(into)}).`)] : []),
    ...partsOf(parts, counts),
    ...(merged.length > 0 ? [note(`Took in ${keys(merged)}.`)] : []),
    ...(aliases.length > 0 ? [note(`Was ${new Intl.ListFormat('en').format(aliases)} before.`)] : []),
  ];
}

function partsOf(parts: Lineage['parts'], counts: Lineage['counts']): Block[] {
  if (parts.length === 0) return [];
  return [
    paragraph(`Split into ${counts.parts} parts, ${counts.done} done:`),
    list(parts.map((part) => entry([...named(part), ` (${standing(part)})`], openButton(part.key)))),
    ...(counts.parts > parts.length ? [note(`And ${counts.parts - parts.length} more.`)] : []),
  ];
}

function standing({ state }: Relative): string {
  return state === 'delivery' ? 'in progress' : state;
}

function keys(relatives: readonly Relative[]): string {
  return new Intl.ListFormat('en').format(relatives.map((one) => one.key));
}
