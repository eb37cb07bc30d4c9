import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { date, type Inline } from '../../../chat/span.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import { findItem, findItemByKey, type ItemRow } from '../../../database/items/items.ts';
import { readinessOf } from '../../../database/items/readiness.ts';
import { lockStreamOfItem, lockStreamsOfTeam, requireCovered, type StreamLock } from '../../../database/items/stream-locks.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { chooseNext } from '../../../model/flow/choose.ts';
import { type LeftBehind, needsReason } from '../../../model/flow/out-of-order.ts';
import { hasRoom } from '../../../model/flow/wip.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { capital } from '../../../model/text/capital.ts';
import { ended } from '../../../model/text/ended.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { openButton, openByKey } from '../../kit/buttons/open-button.ts';
import { changed, unknownItem } from '../../kit/finding/unknown.ts';
import { typedKey } from '../../kit/finding/which.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { OUT_OF_ORDER, pulls } from '../../kit/offers/pull.ts';
import { undoButton } from '../../kit/offers/undo.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { announcement, deliveryButtons, subjectOf } from '../../kit/words/item-view.ts';
import { count, inStage, named } from '../../kit/words/item-words.ts';
import { startedWords } from '../../kit/words/room-words.ts';
import { nothingToTake, reserveKept, saidNow, streamFull, teamFull } from '../next/full.ts';
import { needs, waits } from '../next/next-view.ts';
import { COUNTED_ABOVE, type InTheWay, type NextRead, readInTheWay, readNext, type StreamChoice } from '../next/store.ts';
import { askWhatWaitsFor } from './make-room.ts';

/** Why a named item goes first: one of the taps, or words. */
export type Reason = { readonly tap: Exclude<(typeof OUT_OF_ORDER)[number], 'other'> } | { readonly words: string };

/** `/flow pull`: the team takes the next item, exactly once, never over a limit. Locks before it reads anything. */
export async function pullNext(context: Write, team: TeamContext): Promise<WriteReply> {
  await requireRight(context, 'pull', { teamId: team.id });
  const [lock, read] = await Promise.all([lockStreamsOfTeam(context.db, team.id), readTeam(context, team)]);
  requireCovered(
    lock,
    read.streams.map((one) => one.id),
  );
  const full = await teamFull(context, team, read);
  const chosen = chooseNext(read.streams);
  if (full) return chosen?.expedited ? askWhatWaitsFor(context, team, full, chosen.candidate) : update(full);
  if (!chosen) return update(await nothingToTake(context, team, read));
  return startItem(context, lock, team, chosen.candidate, chosen, read);
}

/** `/flow pull KEY`, or the button: takes a named item, out of order only with a reason. */
export async function pullNamed(
  context: Write,
  team: TeamContext,
  target: { readonly key: string } | { readonly id: string; readonly version: number },
  reason?: Reason,
): Promise<WriteReply> {
  await requireRight(context, 'pull', { teamId: team.id });
  // All on their way at once, and in this order: what is read is as of now, under the locks. What the request read of the team may be older.
  const [lock, item, read] = await Promise.all([
    lockStreamOfItem(context.db, target, team.id),
    'id' in target ? findItem(context.db, target.id) : findItemByKey(context.db, target.key),
    readTeam(context, team),
  ]);
  if (!lock || !item) throw unknownItem(typedKey(target));
  if ('version' in target && target.version !== item.version) return update([changed(item), ...(await refuseState(context, item))]);
  const stream = read.streams.find((one) => one.id === item.streamId);
  if (!stream) {
    throw new Refusal(
      'not_allowed',
      `${team.name} doesn't pull from ${item.streamName}, where ${item.key} is.`,
      say`An admin can add the {stream} to the {team}: /flow setup.`,
    );
  }
  // Imported work in progress has no team yet: a team that pulls it takes it over where it stands.
  const adopts = item.state === 'delivery' && item.teamId === null;
  if (!adopts && (item.state !== 'ready' || item.blocked)) return update(await refuseState(context, item));
  const inTheWay = adopts ? NOTHING : await readInTheWay(context.db, item);
  if (inTheWay.waitsFor.length > 0) return update(waitsView(item, inTheWay.waitsFor));

  const full = await teamFull(context, team, read);
  if (full) return item.expedite && !adopts ? askWhatWaitsFor(context, team, full, item) : update(full);
  if (!adopts && !hasRoom(stream.wip)) return update(await streamFull(context, stream));
  if (!adopts && stream.reserveKept && !item.expedite && !item.unplanned) return update(await reserveKept(context, team, read, item));
  const asks = needsReason(inTheWay.left, stream.freeTop);
  if (asks && reason === undefined) return update(askReason(item, team, stream, inTheWay.left));
  return startItem(context, lock, team, item, stream, read, asks && reason ? { reason, left: inTheWay.left } : undefined);
}

const NOTHING: InTheWay = { waitsFor: [], left: { expedited: 0, above: 0 } };

interface OutOfOrder {
  readonly reason: Reason;
  readonly left: LeftBehind;
}

/**
 * Starts an item for a team that has room for it: the commitment point. Out of order it is a decision, with its reason.
 *
 * @param lock of its stream and then the team, taken before `read`
 */
export async function startItem(
  context: Write,
  lock: StreamLock,
  team: TeamContext,
  item: ItemRow,
  stream: Pick<StreamChoice, 'name' | 'stages' | 'candidate'>,
  { team: wip, newcomer }: Pick<NextRead, 'team' | 'newcomer'>,
  outOfOrder?: OutOfOrder,
): Promise<WriteReply> {
  const stage = stream.stages.find((one) => one.id === item.stageId) ?? stream.stages[0];
  if (!stage) throw new Error(`${stream.name} has no delivery stage.`);
  const passedOver = outOfOrder ? outOfOrder.left.above + outOfOrder.left.expedited : 0;
  const why = outOfOrder ? { reason: wordsOf(outOfOrder.reason), passedOver } : {};
  const data = { stageId: stage.id, teamId: team.id, memberId: context.asker.memberId, ...why };
  const pulled = { ...(await changeItem(lock, item, { kind: 'pulled', data }, changeOf(context), stage)), teamName: team.name };
  if (outOfOrder) {
    const before = stream.candidate && stream.candidate.id !== item.id ? stream.candidate.key : count(passedOver, 'other');
    await writeDecision(
      context.db,
      {
        act: 'out_of_order',
        subject: { type: 'item', id: item.id },
        question: `What does ${team.name} take next from ${stream.name}?`,
        choice: `${item.key} before ${before}${passedOver > 1 && before.includes('-') ? ` and ${count(passedOver - 1, 'other')}` : ''}`,
        reason: wordsOf(outOfOrder.reason),
      },
      changeOf(context),
    );
  }
  const inProgress = startedWords(wip, saidNow(context));
  const early = outOfOrder ? ` Taken before ${count(passedOver, 'other')}: ${ended(wordsOf(outOfOrder.reason))}` : '';
  return update(
    [
      paragraph(`${team.name} has `, ...named(pulled), `. ${inProgress}${early}`),
      ...(newcomer ? [note("That's all for this week: next, pull, done, block.")] : []),
      deliveryButtons(pulled, stream.stages, undoButton(pulled)),
    ],
    {
      announcements: [
        {
          teamId: team.id,
          subject: subjectOf(pulled),
          mode: 'post',
          blocks: announcement(
            pulled,
            `${team.name} ${item.unplanned && item.state === 'refining' ? 'took on' : 'pulled'}`,
            `${inProgress}${early}`,
          ),
        },
      ],
    },
  );
}

function wordsOf(reason: Reason): string {
  return 'tap' in reason ? reason.tap : reason.words;
}

/** What a pull decides from; the team is there, or it is refused. */
export async function readTeam(context: Write, team: TeamContext): Promise<NextRead> {
  const read = await readNext(context.db, team.id, context.now);
  if (!read) throw new Refusal('not_found', say`That {team} is no longer here.`, 'Type /flow to see where you are.');
  return read;
}

async function refuseState(context: Write, item: ItemRow) {
  const about = [...named(item)];
  switch (item.state) {
    case 'refining':
      return [
        paragraph(...about, ` isn't ready yet. ${needs(await readinessOf(context.db, item))}`),
        buttons(button(`Refine ${item.key}`, prepareItem, { itemId: item.id }, { style: 'primary' })),
      ];
    case 'ready':
      return item.blocked
        ? [
            paragraph(...about, ` is blocked: ${item.blockReason ?? 'no reason given'}.`),
            buttons(
              button(
                'Unblock',
                pulls.unblock,
                { itemId: item.id, version: item.version },
                { style: 'primary', hint: `Unblock ${item.key}` },
              ),
            ),
          ]
        : [paragraph(...about, ' is ready to be pulled.'), buttons(openButton(item.key))];
    case 'delivery': {
      const since: Inline[] = item.startedAt ? [' (', date(item.startedAt, 'time'), ')'] : [];
      const stream = await findStream(context.db, item.streamId);
      return [
        paragraph(
          ...about,
          item.teamName ? ` was pulled by ${item.teamName}` : say` came here by import and has no {team} yet; it was started`,
          ...since,
          `. It is ${inStage(item.stageName ?? '')}.`,
        ),
        ...(stream ? [deliveryButtons(item, stream.stages)] : []),
      ];
    }
    case 'done':
      return [paragraph(...about, ' is done.'), buttons(openButton(item.key))];
    case 'parked':
      return [paragraph(...about, ' is parked.'), buttons(openButton(item.key))];
    default: {
      const unknown: never = item.state;
      return unknown;
    }
  }
}

function waitsView(item: ItemRow, keys: readonly string[]): Block[] {
  return [
    paragraph(...named(item), ` ${waits(keys)}, so it can't be taken yet.`),
    buttons(
      ...keys.map((key, index) => openByKey(key, index === 0 ? { style: 'primary' } : {})),
      button('Take the first instead', runCommand, { text: 'pull' }),
    ),
  ];
}

function askReason(item: ItemRow, team: TeamContext, stream: StreamChoice, { expedited, above }: LeftBehind): Block[] {
  const take = { itemId: item.id, version: item.version, teamId: team.id };
  const first = stream.candidate ? ` ${stream.candidate.key} is first.` : '';
  const left =
    expedited > 0
      ? `${expedited === 1 ? say`An expedited {item} goes` : say`${expedited} expedited {items} go`} before `
      : `${above === 1 ? say`One ready {item} stands` : say`${above < COUNTED_ABOVE ? above : `At least ${above}`} ready {items} stand`} above `;
  return [
    paragraph(left, ...named(item), ` in ${stream.name}.${first} Why this one now?`),
    buttons(
      ...OUT_OF_ORDER.map((reason) =>
        reason === 'other' ? button('Other', pulls.askOther, take) : button(capital(reason), pulls.take, { ...take, reason }),
      ),
      button('Take the first instead', runCommand, { text: 'pull' }),
    ),
  ];
}
