import { update, type WriteReply } from '../../../chat/reply.ts';
import { addItems, type ListedItem } from '../../../database/items/items-add.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { findTitles } from './store.ts';
import { streamToFill } from './stream-to-fill.ts';
import { filledBlocks } from './views.ts';

/**
 * Work that any product could have, marked in the title so that nobody takes it for a plan. The first has its texts, so that
 * its three checks take a look and a tick.
 */
export const SAMPLES: readonly ListedItem[] = [
  {
    title: 'Sample: say when the parcel comes',
    kind: 'feature',
    purpose: 'For people who wait at home: fewer of them call to ask',
    criteria: 'The order page names a day and a two-hour window\nIt changes when the carrier changes it',
  },
  { title: 'Sample: receipts arrive twice', kind: 'defect', purpose: 'Customers who pay by card think that they paid twice' },
  { title: 'Sample: sign in with a code instead of a password', kind: 'feature' },
  { title: 'Sample: one place to switch features on and off', kind: 'enabler' },
  { title: 'Sample: renew the certificates before they run out', kind: 'debt', purpose: 'Relieves the risk of a day without payments' },
];

/** Adds the samples to the end of a stream's backlog, once. */
export async function addSamples(context: Write, streamId: string | undefined): Promise<WriteReply> {
  const { stream } = await streamToFill(context, streamId);
  const [there] = await findTitles(
    context.db,
    stream.id,
    SAMPLES.map((one) => one.title),
  );
  if (there)
    throw new Refusal(
      'conflict',
      `The samples are in ${stream.name} already, such as ${there.key}.`,
      'Type /flow next to go on with them.',
    );
  return update(await filledBlocks(context, stream, await addItems(context.db, stream, SAMPLES, changeOf(context)), 'samples'));
}
