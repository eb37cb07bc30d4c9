import { runCommand } from '../../chat/action.ts';
import { type Block, button, buttons, note, paragraph } from '../../chat/block.ts';
import type { TeamContext } from '../../chat/context.ts';
import { update, type WriteReply } from '../../chat/reply.ts';
import { date, type Inline } from '../../chat/span.ts';
import { changeItem, lockStreamOfItem, lockStreams, type StreamLock } from '../../database/item-changes.ts';
import { findItem, findItemByKey, type ItemRow } from '../../database/items.ts';
import { findStream } from '../../database/streams.ts';
import { chooseNext } from '../../model/choose.ts';
import { Refusal } from '../../model/refusal.ts';
import { hasRoom } from '../../model/wip.ts';
import { changeOf, type Read, type Write } from '../access.ts';
import { requireRight } from '../allowed.ts';
import { prepareItem } from '../backlog/contracts.ts';
import { count, inStage, named } from '../item-words.ts';
import { undoButton } from '../undo/contracts.ts';
import { changed, unknownItem } from '../unknown.ts';
import { OUT_OF_ORDER, pulls } from './contracts.ts';
import { announcement, deliveryButtons, subjectOf } from './item-view.ts';
import { fullView, needs, nothingReadyView } from './next-view.ts';
import { countTakeableAbove, type NextRead, readBoard, readNearest, readNext, readOldest, type StreamChoice } from './store.ts';

type Reason = (typeof OUT_OF_ORDER)[number];

/** `/flow pull`: the team takes the next item, exactly once, never over a limit. Locks before it reads anything. */
export async function pullNext(context: Write, team: TeamContext): Promise<WriteReply> {
  await requireRight(context, 'pull', { teamId: team.id });
  const lock = await lockStreams(context.db, team.streamIds, team.id);
  const read = await readTeam(context, team);
  const full = await refuseFull(context, team, read);
  if (full) return full;
  const chosen = chooseNext(read.streams);
  if (!chosen) return update(await nothingToTake(context, team, read));
  return start(context, lock, team, chosen.candidate, chosen, read, {});
}

/** `/flow pull KEY`, or the button: takes a named item, out of order only with a reason. */
export async function pullNamed(
  context: Write,
  team: TeamContext,
  target: { readonly key: string } | { readonly id: string; readonly version: number },
  reason?: Reason,
): Promise<WriteReply> {
  await requireRight(context, 'pull', { teamId: team.id });
  const lock = await lockStreamOfItem(context.db, target, team.id);
  const item = lock && ('id' in target ? await findItem(context.db, target.id) : await findItemByKey(context.db, target.key));
  if (!lock || !item) throw unknownItem('key' in target ? target.key : undefined);
  if ('version' in target && target.version !== item.version) return update([changed(item), ...(await refuseState(context, item))]);
  if (!team.streamIds.includes(item.streamId)) {
    throw new Refusal(
      'not_allowed',
      `${team.name} doesn't pull from ${item.streamName}, where ${item.key} is.`,
      'An admin can add the stream to the team: /flow setup.',
    );
  }
  // Imported work in progress has no team yet: a team that pulls it takes it over where it stands.
  const adopts = item.state === 'delivery' && item.teamId === null;
  if (!adopts && (item.state !== 'ready' || item.blocked)) return update(await refuseState(context, item));

  const read = await readTeam(context, team);
  const full = await refuseFull(context, team, read);
  if (full) return full;
  const stream = read.streams.find((one) => one.id === item.streamId);
  if (!stream) throw new Error('The team pulls from the stream, so it was read.');
  if (!adopts && !hasRoom(stream.wip)) return update(await streamFull(context, stream));
  const passedOver = adopts ? 0 : await countTakeableAbove(context.db, item);
  if (passedOver > 0 && reason === undefined) return update(askReason(item, team, stream, passedOver));
  return start(context, lock, team, item, stream, read, passedOver > 0 && reason !== undefined ? { reason, passedOver } : {});
}

async function start(
  context: Write,
  lock: StreamLock,
  team: TeamContext,
  item: ItemRow,
  stream: StreamChoice,
  { team: wip, newcomer }: NextRead,
  outOfOrder: { readonly reason?: Reason; readonly passedOver?: number },
): Promise<WriteReply> {
  const stage = stream.stages.find((one) => one.id === item.stageId) ?? stream.stages[0];
  if (!stage) throw new Error(`${stream.name} has no delivery stage.`);
  const data = { stageId: stage.id, teamId: team.id, memberId: context.asker.memberId, ...outOfOrder };
  const pulled = { ...(await changeItem(lock, item, { kind: 'pulled', data }, changeOf(context), stage)), teamName: team.name };
  const inProgress = `${wip.inProgress + 1} of ${wip.limit} in progress.`;
  const early = outOfOrder.reason ? ` Taken before ${count(outOfOrder.passedOver ?? 0, 'other')}: ${outOfOrder.reason}.` : '';
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
          blocks: announcement(pulled, `${team.name} pulled`, `${inProgress}${early}`),
        },
      ],
    },
  );
}

async function readTeam(context: Write, team: TeamContext): Promise<NextRead> {
  const read = await readNext(context.db, team.id);
  if (!read) throw new Refusal('not_found', 'That team is no longer here.', 'Type /flow to see where you are.');
  return read;
}

async function refuseFull(context: Write, team: TeamContext, read: NextRead): Promise<WriteReply | null> {
  if (hasRoom(read.team)) return null;
  const oldest = await readOldest(context.db, team.id, 3);
  return update(
    fullView(
      { name: team.name, wip: read.team },
      oldest,
      chooseNext(read.streams)?.candidate ?? null,
      context.now,
      context.organization.zone,
    ),
  );
}

/** Why there is nothing to take: a stream has something but no room; else what is nearest to ready. */
export async function nothingToTake(context: Read | Write, team: TeamContext, read: NextRead): Promise<Block[]> {
  const full = read.streams.find((stream) => stream.candidate !== null && !hasRoom(stream.wip));
  return full ? streamFull(context, full) : nothingReadyView(team, read.team, await readNearest(context.db, team.id, 3));
}

async function streamFull(context: Read | Write, stream: StreamChoice): Promise<Block[]> {
  const oldest = (await readBoard(context.db, { streamId: stream.id })).slice(0, 3);
  const of = { name: stream.name, wip: stream.wip, stream: true } as const;
  return fullView(of, oldest, stream.candidate, context.now, context.organization.zone);
}

async function refuseState(context: Write, item: ItemRow) {
  const about = [...named(item)];
  switch (item.state) {
    case 'refining':
      return [
        paragraph(...about, ` isn't ready yet. ${needs(item)}`),
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
        : [
            paragraph(...about, ' is ready to be pulled.'),
            buttons(button('Open', runCommand, { text: `show ${item.key}` }, { hint: `Open ${item.key}` })),
          ];
    case 'delivery': {
      const since: Inline[] = item.startedAt ? [' at ', date(item.startedAt, 'time')] : [];
      const stream = await findStream(context.db, item.streamId);
      return [
        paragraph(
          ...about,
          item.teamName ? ` was pulled by ${item.teamName}` : ' came here by import and has no team yet; it was started',
          ...since,
          `. It is ${inStage(item.stageName ?? '')}.`,
        ),
        ...(stream ? [deliveryButtons(item, stream.stages)] : []),
      ];
    }
    case 'done':
      return [
        paragraph(...about, ' is done.'),
        buttons(button('Open', runCommand, { text: `show ${item.key}` }, { hint: `Open ${item.key}` })),
      ];
    case 'parked':
      return [
        paragraph(...about, ' is parked.'),
        buttons(button('Open', runCommand, { text: `show ${item.key}` }, { hint: `Open ${item.key}` })),
      ];
    default: {
      const unknown: never = item.state;
      return unknown;
    }
  }
}

function askReason(item: ItemRow, team: TeamContext, stream: StreamChoice, passedOver: number) {
  const take = { itemId: item.id, version: item.version, teamId: team.id };
  const first = stream.candidate ? ` ${stream.candidate.key} is first.` : '';
  return [
    paragraph(
      `${passedOver === 1 ? 'One ready item stands' : `${passedOver} ready items stand`} above `,
      ...named(item),
      ` in ${stream.name}.${first} Why this one now?`,
    ),
    buttons(
      ...OUT_OF_ORDER.map((reason) => button(reason.charAt(0).toUpperCase() + reason.slice(1), pulls.take, { ...take, reason })),
      button('Take the first instead', runCommand, { text: 'pull' }),
    ),
  ];
}
