import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { readLineage } from '../../../database/items/lineage.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import type { Write } from '../../kit/access.ts';
import { pulls } from '../../kit/offers/pull.ts';
import { named } from '../../kit/words/item-words.ts';
import { relatedTo } from '../next/store.ts';

/** What a finish suggests: its parent, when this was the last part of it; related items to score again, where they are scored. */
export async function suggestedByDone(context: Write, done: ItemRow, stream: StreamRow): Promise<Block[]> {
  return [...(await lastPart(context, done)), ...(stream.policy.scored ? await rescore(context, done) : [])];
}

async function lastPart(context: Write, done: ItemRow): Promise<Block[]> {
  if (done.parentId === null) return [];
  const { parent } = await readLineage(context.db, done);
  if (parent?.state !== 'delivery') return [];
  const { counts } = await readLineage(context.db, { id: parent.id, parentId: null, mergedInto: null });
  if (counts.open > 0) return [];
  return [
    paragraph('That was the last part of ', ...named(parent), '. Is all of it done?'),
    buttons(
      button(`Finish ${parent.key}`, pulls.finish, { itemId: parent.id, version: parent.version }, { hint: `${parent.key} is done` }),
    ),
  ];
}

async function rescore(context: Write, done: ItemRow): Promise<Block[]> {
  const related = await relatedTo(context.db, done);
  if (related.length === 0) return [];
  return [
    paragraph('Does that change what the rest of it is worth?'),
    buttons(...related.map(({ key }) => button(`Score ${key}`, runCommand, { text: `score ${key}` }))),
  ];
}
