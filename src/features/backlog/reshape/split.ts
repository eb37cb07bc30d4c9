import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { type Announcement, errors, update, type WriteReply } from '../../../chat/reply.ts';
import { lockDependencies } from '../../../database/items/dependencies.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import { redirectNeeds } from '../../../database/items/redirect-needs.ts';
import { type Part, splitItem } from '../../../database/items/split-item.ts';
import { lockStreamOfItem } from '../../../database/items/stream-locks.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { readTitles } from '../../../model/text/title-lines.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { changed, unknownItem } from '../../kit/finding/unknown.ts';
import type { Which } from '../../kit/finding/which.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { announcement, subjectOf } from '../../kit/words/item-view.ts';
import { count, named, parkedWord } from '../../kit/words/item-words.ts';
import { PARTS_AT_MOST, splitForm } from './contracts.ts';
import { loadItem } from './load.ts';

/** `/flow split KEY`, or the button: asks for the parts; what was typed after the key is filled in, one per line or semicolon. */
export async function openSplit(context: Read, which: Which, typed = ''): Promise<FormReply> {
  const item = await loadItem(context, which);
  await requireRight(context, 'reshape', { streamId: item.streamId });
  refuseOver(item);
  return showForm(
    splitForm,
    { itemId: item.id, version: item.version },
    {
      intro: [paragraph(...named(item)), note(whatHappens(item))],
      values: { titles: typed.split(/\s*[;\n]\s*/u).join('\n') },
    },
  );
}

function whatHappens(item: ItemRow): string {
  if (item.state !== 'delivery') return 'The parts take its place in the backlog, and it leaves.';
  if (item.teamId === null || item.splitAt !== null) return 'The parts go to the top of the backlog. Its own clock runs on.';
  return 'The first part goes on in its place, the others to the top of the backlog. Its own clock runs on; finish it when all of it is done.';
}

/** Splits an item into the parts that the form names (row D2). Under its stream's lock, and its team's: parts count instead of it. */
export async function split(context: Write, itemId: string, version: number, text: string): Promise<WriteReply> {
  const seen = await findItem(context.db, itemId);
  const lock = seen && (await lockStreamOfItem(context.db, { id: itemId }, seen.teamId ?? undefined));
  if (!lock) throw unknownItem();
  const item = await loadItem(context, { id: itemId });
  await requireRight(context, 'reshape', { streamId: item.streamId });
  refuseOver(item);
  if (item.version !== version) return update([changed(item), open(item.key)]);
  const stream = await findStream(context.db, item.streamId);
  if (!stream) throw unknownItem();
  const titles = readParts(text);
  if (typeof titles === 'string') return errors({ titles });
  await lockDependencies(context.db);
  const { parent, parts } = await splitItem(lock, item, stream, titles, changeOf(context));
  if (parent.state === 'parked')
    await redirectNeeds(
      context.db,
      parent.id,
      parts.map((part) => part.id),
      changeOf(context),
    );
  return update(splitView(item, stream, parts), { announcements: await told(context, item, parent, parts) });
}

function readParts(text: string): string[] | string {
  try {
    const titles = readTitles(text).map((one) => one.title);
    if (titles.length < 2) return 'One part is the same as the whole. Write two at least, one per line.';
    return titles.length > PARTS_AT_MOST ? `These are ${titles.length} parts; up to ${PARTS_AT_MOST} go at once.` : titles;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.next ? `${error.message} ${error.next}` : error.message;
  }
}

function refuseOver(item: ItemRow): void {
  const { key } = item;
  if (item.state === 'done')
    throw new Refusal(
      'conflict',
      `${key} is done, so there is nothing left to split.`,
      say`What is still to do is a new {item}: /flow add.`,
    );
  if (item.state === 'parked')
    throw new Refusal('conflict', `${key} ${parkedWord(item)}, so there is nothing to split.`, `/flow ${key} shows it.`);
}

function splitView(item: ItemRow, stream: StreamRow, parts: readonly Part[]): Block[] {
  const [first] = parts;
  const where =
    item.state !== 'delivery'
      ? ` They take its place in ${stream.name}, and it is out of the backlog.`
      : ` ${first?.started ? 'The first one goes on in its place; the others stand' : 'They stand'} on top of ${stream.name}. It counts no more in what is in progress, and its clock runs on until you finish it.`;
  return [
    paragraph(...named(item), ` is split into ${count(parts.length, 'part')}.${where}`),
    list(parts.map((part) => entry(named(part), openButton(part.key)))),
    buttons(button('Backlog', runCommand, { text: `backlog ${item.streamKey}` }), button('Board', runCommand, { text: 'board' })),
  ];
}

// The message about the whole says what became of it; the part that goes on gets one of its own.
async function told(context: Write, item: ItemRow, parent: ItemRow, parts: readonly Part[]): Promise<Announcement[]> {
  if (item.teamId === null) return [];
  const team = item.teamName ?? say`{A team}`;
  const started = parts.find((part) => part.started);
  const first = started && (await findItem(context.db, started.id));
  return [
    {
      teamId: item.teamId,
      subject: subjectOf(item),
      mode: 'edit',
      blocks: announcement(parent, `${team} split`, `Parts: ${parts.map((part) => part.key).join(', ')}.`),
    },
    ...(first
      ? [
          {
            teamId: item.teamId,
            subject: subjectOf(first),
            mode: 'post' as const,
            blocks: announcement(first, `${team} works on`, `Part of ${item.key}.`),
          },
        ]
      : []),
  ];
}

function open(key: string): Block {
  return buttons(openButton(key, { style: 'primary' }));
}
