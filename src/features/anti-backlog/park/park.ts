import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { type Announcement, errors, type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { keepLimit, lockBets } from '../../../database/epics/bets.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { addIdea, type IdeaRow, type NewIdea } from '../../../database/ideas/ideas.ts';
import { lockEpicAndStreams, unreadyItemsOf } from '../../../database/items/epic-items.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import { lockStreamOfItem, type StreamLock } from '../../../database/items/stream-locks.ts';
import { type ParkReason, reopenOf } from '../../../model/item/parking.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { judgeDate } from '../../kit/forms/judge-date.ts';
import { parkThingForm } from '../../kit/offers/parking.ts';
import { type Today, todayOf } from '../../kit/words/idea-words.ts';
import { announcement, subjectOf } from '../../kit/words/item-view.ts';
import { named, parkedWord, progress } from '../../kit/words/item-words.ts';
import { wentBack } from '../../kit/words/went-back.ts';
import { logParking } from '../ideas/log-decision.ts';
import { requirePark } from '../ideas/may-park.ts';
import { type ItemFacts, readItemFacts } from '../ideas/store.ts';
import { findSubject, ideaOf, type Subject, unknownThing } from '../ideas/subject.ts';
import { parkedNow } from '../ideas/views.ts';

/** What the form asks. */
export type Why = FormValues<typeof parkThingForm.fields>;

/** Opens the form for an item or epic, once it is clear that the asker may park it and that it can be parked. */
export async function openPark(context: Read, subject: Subject, reason = ''): Promise<FormReply | ReadReply> {
  await refuseUnparkable(context, subject);
  await requirePark(context, subject, 'parks', { reason });
  const facts = subject.kind === 'item' ? await readItemFacts(context.db, subject.row.id) : null;
  return showForm(
    parkThingForm,
    { kind: subject.kind, id: subject.row.id, version: subject.row.version },
    {
      intro: [paragraph(...named(subject.row)), ...warning(context, subject, facts)],
      values: { reason },
    },
  );
}

function warning(context: Read, subject: Subject, facts: ItemFacts | null) {
  if (subject.kind === 'epic' && subject.row.state === 'investing')
    return [paragraph(say`It is a running {bet}. Parking takes it out of the {portfolio} for now.`)];
  if (subject.kind !== 'item' || subject.row.state !== 'delivery') return [];
  const by = facts?.pulledByName ? `, pulled by ${facts.pulledByName}` : '';
  const team = subject.row.teamName ? ` with ${subject.row.teamName}` : '';
  return [
    paragraph(
      `It is in progress${team}${by}: ${progress(subject.row, context.now, context.organization.zone)}. Parking stops that and frees its place.`,
    ),
  ];
}

/** Parks an item or epic with what the form says. Ids and rights are checked anew; the form may be a day old. */
export async function parkSubject(
  context: Write,
  which: { readonly kind: Subject['kind']; readonly id: string; readonly version: number },
  why: Why,
): Promise<WriteReply> {
  const today = todayOf(context);
  const wrong = judgeDate(why.reopenOn, today.date);
  if (wrong) return errors({ reopenOn: wrong });
  return which.kind === 'item' ? parkItem(context, which, why, today) : parkEpic(context, which, why, today);
}

async function parkItem(
  context: Write,
  which: { readonly id: string; readonly version: number },
  why: Why,
  today: Today,
): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, { id: which.id });
  const item = await findItem(context.db, which.id);
  if (!lock || !item) throw unknownThing();
  const subject = { kind: 'item', row: item } as const;
  await check(context, subject, which.version);
  const facts = await readItemFacts(context.db, item.id);
  const parked = await changeItem(lock, item, { kind: 'parked', data: { reason: why.reason } }, changeOf(context));
  const idea = await writeIdea(context, subject, why);
  return update(parkedNow(idea, today, item.state === 'delivery' && item.splitAt === null ? [freed(facts)] : []), {
    announcements: told(context, item, parked, why.reason),
  });
}

/**
 * Parks an item because its owner answered so. The reason is the answer's, which goes into the decision log as such; the caller holds
 * the stream's lock and has asked for the right.
 */
export async function parkAnswered(
  context: Write,
  lock: StreamLock,
  item: ItemRow,
  reason: string,
): Promise<{ readonly idea: IdeaRow; readonly told: readonly Announcement[] }> {
  const parked = await changeItem(lock, item, { kind: 'parked', data: { reason } }, changeOf(context));
  const why = { reasonCode: 'other', reason, reopenWhen: undefined, reopenOn: undefined };
  return {
    idea: await addIdea(context.db, ideaFor({ kind: 'item', row: item }, why), changeOf(context)),
    told: told(context, item, parked, reason),
  };
}

async function parkEpic(
  context: Write,
  which: { readonly id: string; readonly version: number },
  why: Why,
  today: Today,
): Promise<WriteReply> {
  // It may be a running bet, and its ready items change too: all that is locked before anything is read.
  const bets = await lockBets(context.db, context.now);
  const lock = await lockEpicAndStreams(context.db, which.id);
  const subject = await findSubject(context.db, 'epic', which.id);
  if (subject?.kind !== 'epic') throw unknownThing();
  await check(context, subject, which.version);
  if (subject.row.state === 'investing') await keepLimit(context.db, bets, changeOf(context));
  const back = await unreadyItemsOf(lock, which.id, changeOf(context));
  await changeEpic(context.db, subject.row, { kind: 'parked', data: { reason: why.reason } }, changeOf(context));
  const idea = await writeIdea(context, subject, why);
  return update(parkedNow(idea, today, wentBack(back)));
}

async function check(context: Write, subject: Subject, version: number): Promise<void> {
  await refuseUnparkable(context, subject);
  await requirePark(context, subject, 'parks');
  if (subject.row.version === version) return;
  throw changedMeanwhile(subject.row.key, { now: `it is ${subject.row.state} now` });
}

async function refuseUnparkable(context: Read | Write, subject: Subject): Promise<void> {
  const { key, state } = subject.row;
  if (state === 'parked') {
    // What went into other items is not brought back: they go on with it.
    if (subject.kind === 'item' && (subject.row.mergedInto !== null || subject.row.splitAt !== null))
      throw new Refusal('conflict', `${key} ${parkedWord(subject.row)}, so there is nothing left to park.`, `/flow ${key} shows it.`);
    const idea = await ideaOf(context.db, subject);
    throw new Refusal(
      'conflict',
      `${key} is parked already${idea ? `, as ${idea.key}` : ''}.`,
      `To bring it back, type /flow revive ${key}.`,
    );
  }
  if (state === 'done' || state === 'delivered' || state === 'stopped') {
    throw new Refusal('conflict', `${key} is ${state}, so there is nothing left to park.`, `Type /flow ${key} to see it.`);
  }
}

async function writeIdea(context: Write, subject: Subject, why: Why): Promise<IdeaRow> {
  const parked = await addIdea(context.db, ideaFor(subject, why), changeOf(context));
  await logParking(context, { idea: parked, subject }, 'parked', why.reason);
  return parked;
}

function ideaFor(subject: Subject, why: Why): NewIdea {
  return {
    title: subject.row.title,
    reasonCode: why.reasonCode as ParkReason,
    reason: why.reason,
    reopen: reopenOf(why.reopenOn, why.reopenWhen),
    subject: { kind: subject.kind, id: subject.row.id },
    sourceLink: subject.kind === 'epic' ? (subject.row as EpicRow).sourceLink : null,
  };
}

// The facts were read before the item left, so it still counts there.
function freed({ team, pulledByName }: ItemFacts): string {
  if (!team) return 'It was in progress; its place is free.';
  const by = pulledByName ? `, pulled by ${pulledByName}` : '';
  return `It was in progress with ${team.name}${by}. Its place is free: ${team.inProgress - 1} of ${team.limit} in progress.`;
}

// The message that announced the pull says that it is over; where nothing was announced, nothing is said.
function told(context: Write, item: ItemRow, parked: ItemRow, reason: string): Announcement[] {
  if (item.teamId === null) return [];
  return [
    { teamId: item.teamId, subject: subjectOf(item), mode: 'edit', blocks: announcement(parked, `${context.asker.name} parked`, reason) },
  ];
}
