import { runCommand } from '../../../chat/action.ts';
import { button, buttons, paragraph } from '../../../chat/block.ts';
import type { Feature } from '../../../chat/feature.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { touchItem } from '../../../database/items/item-changes.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { type Access, changeOf, type Read, type Write } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { askLearned, learnForm } from '../../kit/offers/learn.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';

/** What finished work taught: one line, never asked for twice (row D3). */
export const learn: Feature<Access> = {
  name: 'learn',
  commands: [],
  actions: [onRead(askLearned, 'deliver', (context, { itemId }) => open(context, itemId))],
  forms: [onSubmit(learnForm, 'deliver', (context, { learning }, { itemId }) => keep(context, itemId, learning))],
};

async function load(context: Read | Write, itemId: string): Promise<ItemRow> {
  const item = await findItem(context.db, itemId);
  if (!item) throw unknownItem();
  await requireRight(context, 'deliver', { streamId: item.streamId });
  if (item.state === 'done') return item;
  throw new Refusal(
    'conflict',
    `${item.key} isn't done, so there is nothing to look back on yet.`,
    `/flow ${item.key} shows where it stands.`,
  );
}

async function open(context: Read, itemId: string): Promise<FormReply> {
  const item = await load(context, itemId);
  return showForm(learnForm, { itemId }, { intro: [paragraph(...named(item))], values: { learning: item.learning } });
}

async function keep(context: Write, itemId: string, text: string): Promise<WriteReply> {
  const item = await load(context, itemId);
  const kept = text === item.learning ? item : await touchItem(context.db, item, { kind: 'learned', data: { text } }, changeOf(context));
  return update([
    paragraph('Kept with ', ...named(kept), `: ${text}`),
    buttons(button('Next', runCommand, { text: 'next' }, { style: 'primary' }), openButton(item.key)),
  ]);
}
