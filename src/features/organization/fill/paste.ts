import { type FormReply, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { addItems } from '../../../database/items/items-add.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { quote, readTitles, refuseLines, sameTitle, type TitleLine } from '../../../model/text/title-lines.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { listForm } from '../../kit/offers/fill.ts';
import { findTitles } from './store.ts';
import { streamToFill } from './stream-to-fill.ts';
import { filledBlocks } from './views.ts';

/** The form for a list of titles. */
export async function openList(context: Read, streamId: string | undefined): Promise<FormReply> {
  const { stream, streams } = await streamToFill(context, streamId);
  return showForm(
    listForm,
    {},
    {
      values: { streamId: stream.id },
      options: { streamId: keyedOptions(streams) },
    },
  );
}

/** Adds a pasted list, all of it or nothing: a line that can't be taken is named, and what was typed stays. */
export async function saveList(context: Write, text: string, streamId: string): Promise<WriteReply> {
  const { stream } = await streamToFill(context, streamId);
  try {
    const lines = readTitles(text);
    await refuseKnown(context, stream, lines);
    const items = lines.map(({ title }) => ({ title, kind: 'feature' as const }));
    return update(await filledBlocks(context, stream, await addItems(context.db, stream, items, changeOf(context)), 'list'));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return errors({ titles: error.next ? `${error.message} ${error.next}` : error.message });
  }
}

async function refuseKnown(context: Write, stream: StreamRow, lines: readonly TitleLine[]): Promise<void> {
  const known = await findTitles(
    context.db,
    stream.id,
    lines.map((one) => one.title),
  );
  const keys = new Map(known.map((one) => [sameTitle(one.title), one.key]));
  refuseLines(
    lines.flatMap(({ line, title }) => {
      const key = keys.get(sameTitle(title));
      return key === undefined ? [] : [`Line ${line} is in the backlog already, as ${key}: “${quote(title)}”.`];
    }),
  );
}
