import { runCommand } from '../../../chat/action.ts';
import { button, buttons, paragraph } from '../../../chat/block.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { shorten } from '../../../chat/words.ts';
import { epicRuns } from '../../../database/items/epic-items.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { topRank } from '../../../database/items/ranks.ts';
import { forgetServiceLevel } from '../../../database/items/service-level.ts';
import { lockStreamOfItem, lockStreams } from '../../../database/items/stream-locks.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { rankBetween } from '../../../model/item/rank.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { capital } from '../../../model/text/capital.ts';
import { nearest } from '../../../model/text/near-miss.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { changed, unknownItem } from '../../kit/finding/unknown.ts';
import { learnButton } from '../../kit/offers/learn-button.ts';
import { undoButton } from '../../kit/offers/undo.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { inDays } from '../../kit/words/flow-words.ts';
import { announcement, deliveryButtons, subjectOf } from '../../kit/words/item-view.ts';
import { inStage, named } from '../../kit/words/item-words.ts';
import { readNext } from '../next/store.ts';
import { suggestedByDone } from './after-done.ts';

/** An item by what the person typed or picked, or by what a button carries: only a button can be older than the item. */
export type Target = { readonly key: string } | { readonly id: string; readonly version?: number };

/** An item with its stream. */
export interface Loaded {
  readonly item: ItemRow;
  readonly stream: StreamRow;
}

/** The item and its stream, for whoever may bring it on. */
export async function load(context: Read | Write, target: Target): Promise<Loaded> {
  const item = await itemOf(context, target);
  const stream = await findStream(context.db, item.streamId);
  if (!stream) throw unknownItem();
  await requireRight(context, 'deliver', { streamId: item.streamId });
  return { item, stream };
}

/** Was the button drawn against an earlier state of the item? */
export function isStale(target: Target, item: ItemRow): boolean {
  return 'version' in target && target.version !== undefined && target.version !== item.version;
}

/** Where the item stands now, for a button that was drawn against an earlier state. */
export function standing({ item, stream }: Loaded): WriteReply {
  const where = item.state === 'delivery' ? `${inStage(item.stageName ?? '')}${item.blocked ? ', blocked' : ''}` : item.state;
  return update([
    changed(item),
    paragraph(...named(item), ` is ${where}.`),
    ...(item.state === 'delivery' ? [deliveryButtons(item, stream.stages)] : []),
  ]);
}

/** `/flow done KEY`: finishes an item. */
export async function finish(context: Write, target: Target): Promise<WriteReply> {
  const [lock, loaded] = await Promise.all([lockStreamOfItem(context.db, target), load(context, target)]);
  const { item, stream } = loaded;
  if (!lock) throw unknownItem();
  if (isStale(target, item)) return standing(loaded);
  if (item.state === 'done')
    throw new Refusal(
      'conflict',
      `${item.key} is done already.`,
      `To take that back, type /flow move ${item.key} ${stream.stages.at(-1)?.name ?? ''}.`,
    );
  if (item.state !== 'delivery')
    throw new Refusal('conflict', `${item.key} was never started: it is ${item.state}.`, `Pull it first: /flow pull ${item.key}.`);
  const done = await changeItem(lock, item, { kind: 'finished', data: {} }, changeOf(context));
  forgetServiceLevel(context.db, item.streamId);
  const days = ` ${inDays(done, context.organization.zone)}`;
  const go = buttons(button('Next', runCommand, { text: 'next' }, { style: 'primary' }), learnButton(done), undoButton(done));
  const more = await suggestedByDone(context, done, stream);
  return update([paragraph(...named(done), ` is ${stream.doneMeans}${days}. Well done.`), go, ...more], {
    announcements: told(
      item,
      announcement(
        done,
        `${item.teamName ?? say`{A team}`} finished`,
        `${stream.doneMeans === 'released' ? 'Released' : 'Accepted'}${days}.`,
      ),
    ),
  });
}

/** `/flow move KEY STAGE`: to another stage of its stream, back to ready, or to done. */
export async function move(context: Write, target: Target, to: string): Promise<WriteReply> {
  const wanted = to.trim().toLowerCase();
  if (wanted === 'done') return finish(context, target);
  const [lock, loaded] = await Promise.all([lockStreamOfItem(context.db, target), load(context, target)]);
  const { item, stream } = loaded;
  if (!lock) throw unknownItem();
  if (isStale(target, item)) return standing(loaded);
  if (wanted === 'ready' && item.state === 'delivery') return giveBack(context, lock, loaded);
  const stage = findStage(stream, wanted);
  if (!stage) throw unknownStage(stream, to, wanted);
  if (item.state === 'refining' || item.state === 'ready') {
    throw new Refusal('conflict', `${item.key} is ${item.state}; the clock has not started.`, `Pull it first: /flow pull ${item.key}.`);
  }
  if (item.state === 'parked') throw new Refusal('conflict', `${item.key} is parked.`, 'Add it again if it is worth doing now.');
  if (item.stageId === stage.id)
    throw new Refusal('conflict', `${item.key} is ${inStage(stage.name)} already.`, `When it is finished, type /flow done ${item.key}.`);

  const reopens = item.state === 'done';
  // Taking a finish back is a correction: it may go over the limit, but it is counted under the team's lock, and said.
  if (reopens && item.teamId !== null) await lockStreams(context.db, [item.streamId], item.teamId);
  const moved = await changeItem(
    lock,
    item,
    { kind: reopens ? 'reopened' : 'moved', data: { stageId: stage.id } },
    changeOf(context),
    stage,
  );
  if (reopens) forgetServiceLevel(context.db, item.streamId);
  const team = reopens && item.teamId !== null ? (await readNext(context.db, item.teamId, context.now))?.team : undefined;
  const room = team ? ` ${item.teamName} has ${team.inProgress} of ${team.limit} in progress.` : '';
  const words = reopens ? `is open again, ${inStage(stage.name)}. Its first start stays.${room}` : `is ${inStage(stage.name)}.`;
  return update([paragraph(...named(moved), ` ${words}`), deliveryButtons(moved, stream.stages, undoButton(moved))], {
    announcements: told(
      item,
      announcement(moved, `${item.teamName ?? say`{A team}`} ${reopens ? 'reopened' : 'works on'}`, standsIn(stage.name)),
    ),
  });
}

async function giveBack(
  context: Write,
  lock: NonNullable<Awaited<ReturnType<typeof lockStreamOfItem>>>,
  { item, stream }: Loaded,
): Promise<WriteReply> {
  if (item.splitAt !== null) {
    throw new Refusal('conflict', `${item.key} was split: its parts are what is worked on.`, 'Give those back instead, or park it.');
  }
  const { item: back, runs, announcements } = await returnItem(context, lock, { item, stream });
  const where = runs ? 'ready' : say`to be refined: its {epic} ${item.epic?.key} is not invested in any more`;
  return update(
    [paragraph(...named(back), ` is back on top of ${stream.name}, ${where}. Its first start stays.`), buttons(undoButton(back))],
    { announcements },
  );
}

/** Puts an item in progress back on top of its backlog; `runs`: its epic does, so that it is ready. The lock is held. */
export async function returnItem(
  context: Write,
  lock: NonNullable<Awaited<ReturnType<typeof lockStreamOfItem>>>,
  { item, stream }: Loaded,
): Promise<{ readonly item: ItemRow; readonly runs: boolean; readonly announcements: ReturnType<typeof told> }> {
  const rank = rankBetween(null, await topRank(context.db, stream.id));
  // An item is ready only while its epic is investing (rows C5, C6), which may have ended while it was in progress.
  const runs = item.epic === null || item.epic === undefined || (await epicRuns(context.db, item.epic.id));
  const back = await changeItem(lock, item, { kind: 'returned', data: { rank, to: runs ? 'ready' : 'refining' } }, changeOf(context));
  return { item: back, runs, announcements: told(item, announcement(back, `${item.teamName ?? say`{A team}`} gave back`)) };
}

/** Later changes edit the message that announced the pull; where nothing was announced, nothing is said. */
export function told(item: ItemRow, blocks: ReturnType<typeof announcement>) {
  return item.teamId === null ? [] : [{ teamId: item.teamId, subject: subjectOf(item), mode: 'edit' as const, blocks }];
}

/** "In review." as the end of an announcement. */
export function standsIn(stage: string): string {
  const words = inStage(stage);
  return `${capital(words)}.`;
}

// "review" is enough for "in review".
function findStage(stream: StreamRow, wanted: string) {
  const bare = (name: string) => name.toLowerCase().replace(/^in /u, '');
  return stream.stages.find((one) => one.name.toLowerCase() === wanted) ?? stream.stages.find((one) => bare(one.name) === bare(wanted));
}

function unknownStage(stream: StreamRow, typed: string, wanted: string): Refusal {
  const names = [...stream.stages.map((stage) => stage.name), 'ready', 'done'];
  const near = nearest(
    wanted,
    names.map((name) => name.toLowerCase()),
  );
  const listed = new Intl.ListFormat('en', { type: 'disjunction' }).format(names);
  return new Refusal(
    'invalid_input',
    `${stream.name} has no stage “${shorten(typed)}”.${near ? ` Did you mean ${near}?` : ''}`,
    `It goes to ${listed}.`,
  );
}
