import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { closeIdea, findIdea, type IdeaRow } from '../../../database/ideas/ideas.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { positionOf, rankEnds } from '../../../database/items/ranks.ts';
import { lockStreamOfItem } from '../../../database/items/stream-locks.ts';
import { rankBetween } from '../../../model/item/rank.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { reviveAnyForm, reviveForm } from '../../kit/offers/parking.ts';
import { onDay, todayOf, whyParked } from '../../kit/words/idea-words.ts';
import { named, ordinal } from '../../kit/words/item-words.ts';
import { logParking } from '../ideas/log-decision.ts';
import { requirePark } from '../ideas/may-park.ts';
import { findByKey, findSubject, ideaOf, type Subject, unknownThing } from '../ideas/subject.ts';
import { onwardButtons } from '../ideas/views.ts';

/** What comes back: the entry of the anti-backlog, and the item or epic behind it. One of them at least. */
interface Parked {
  readonly idea: IdeaRow | null;
  readonly subject: Subject | null;
}

/** `/flow revive`: which, and what changed. */
export function openReviveAny(): FormReply {
  return showForm(reviveAnyForm, {});
}

/** Opens the form that asks what changed. */
export async function openRevive(
  context: Read,
  which: { readonly key: string } | { readonly ideaId: string },
): Promise<FormReply | ReadReply> {
  const { idea, subject } = await load(context, which);
  await refuse(context, { idea, subject });
  const thing = idea ?? subject?.row;
  if (!thing) throw unknownThing();
  return showForm(
    reviveForm,
    { key: thing.key },
    { intro: [paragraph(...named(thing)), ...(idea ? [paragraph('Parked: ', ...whyParked(idea))] : [])] },
  );
}

/** Brings back what a key names: of an idea, an item or an epic. */
export async function revive(context: Write, key: string, reason: string): Promise<WriteReply> {
  const found = await load(context, { key });
  const lock = found.subject?.kind === 'item' ? await lockStreamOfItem(context.db, { id: found.subject.row.id }) : null;
  // What was read before the lock may be old by now.
  const parked = lock ? await load(context, { key }) : found;
  await refuse(context, parked);
  const { idea, subject } = parked;
  if (idea) await closeIdea(context.db, idea, reason, changeOf(context));
  await logParking(context, parked, 'reopened', reason);
  if (subject === null) return update(idea ? bareAgain(idea) : []);
  // A stopped epic is in the anti-backlog, too, with what was learned.
  if (!isAway(subject)) return update(backAlready(subject));
  if (subject.kind === 'epic') {
    const epic = await changeEpic(context.db, subject.row, { kind: 'revived', data: { to: 'funnel' } }, changeOf(context));
    return update(epicAgain(epic));
  }
  if (!lock) throw unknownThing(key);
  const { last } = await rankEnds(context.db, subject.row.streamId, subject.row.id);
  const rank = rankBetween(last, null);
  const item = await changeItem(lock, subject.row, { kind: 'revived', data: { rank, reason } }, changeOf(context));
  return update(itemAgain(item, await positionOf(context.db, { streamId: item.streamId, rank })));
}

function isAway({ row }: Subject): boolean {
  return row.state === 'parked' || row.state === 'stopped';
}

async function load(context: Read | Write, which: { readonly key: string } | { readonly ideaId: string }): Promise<Parked> {
  const { db } = context;
  const found = 'key' in which ? await findByKey(db, which.key) : await byId(db, which.ideaId);
  if (!found) throw unknownThing('key' in which ? which.key : undefined);
  if (found.kind !== 'idea') return { idea: await ideaOf(db, found), subject: found };
  const { row: idea } = found;
  if (idea.itemId !== null) return { idea, subject: await findSubject(db, 'item', idea.itemId) };
  return { idea, subject: idea.epicId === null ? null : await findSubject(db, 'epic', idea.epicId) };
}

async function byId(db: Read['db'], ideaId: string) {
  const row = await findIdea(db, ideaId);
  return row && ({ kind: 'idea', row } as const);
}

async function refuse(context: Read | Write, { idea, subject }: Parked): Promise<void> {
  if (idea?.state === 'revived') {
    const when = idea.revivedAt ? ` on ${onDay(idea.revivedAt, todayOf(context))}` : '';
    throw new Refusal('conflict', `${idea.key} was reopened already${when}.`, `Type /flow ${idea.subjectKey ?? idea.key} to see it.`);
  }
  if (idea === null && subject && !isAway(subject)) {
    throw new Refusal(
      'conflict',
      `${subject.row.key} isn't parked: it is ${subject.row.state}.`,
      `Type /flow ${subject.row.key} to see it.`,
    );
  }
  if (subject?.kind === 'item' && (subject.row.mergedInto !== null || subject.row.splitAt !== null)) {
    const became = subject.row.mergedInto === null ? 'was split: its parts go on' : say`was merged: another {item} goes on with it`;
    throw new Refusal('conflict', `${subject.row.key} ${became}.`, `Type /flow ${subject.row.key} to see which.`);
  }
  if (subject) await requirePark(context, subject, 'reopens', { parkedBy: idea?.decidedById ?? null });
}

function bareAgain(idea: IdeaRow): Block[] {
  return [paragraph(...named(idea), ' is open again. Where shall it go?'), onwardButtons({ ...idea, state: 'revived' })];
}

function backAlready({ row }: Subject): Block[] {
  return [paragraph(...named(row), ` came back before: it is ${row.state}. The parked entry is closed now.`)];
}

function epicAgain(epic: EpicRow): Block[] {
  return [paragraph(...named(epic), ' is in the funnel again, as an option.'), buttons(openByKey(epic.key, { style: 'primary' }))];
}

function itemAgain(item: ItemRow, position: number): Block[] {
  const started = item.startedAt ? ' Its first start stays.' : '';
  return [
    paragraph(...named(item), ` is back at the end of ${item.streamName}, ${ordinal(position)}, to be refined.${started}`),
    buttons(openByKey(item.key, { style: 'primary' }), button('Backlog', runCommand, { text: `backlog ${item.streamKey}` })),
  ];
}
