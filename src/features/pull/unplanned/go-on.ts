import { runCommand } from '../../../chat/action.ts';
import { button, buttons, note, paragraph } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { addItem } from '../../../database/items/item-add.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import { topRank } from '../../../database/items/ranks.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { room } from '../../../model/flow/wip.ts';
import { rankBetween } from '../../../model/item/rank.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { changed, unknownItem } from '../../kit/finding/unknown.ts';
import { valuesSetAside } from '../../kit/likeness/check.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { type GoOn, goOn, type Unplanned, unplannedWork } from '../../kit/offers/unplanned.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { returnItem } from '../deliver/advance.ts';
import { pullNamed, readTeam } from '../take/take.ts';
import { startUnplanned } from './start.ts';

/** What a full team answered: something waits for it, it is next in line, or there is room by now. All of it happens, or nothing. */
export async function goOnWith(context: Write, team: TeamContext, { how, heldId, itemId, backId, version }: GoOn): Promise<WriteReply> {
  await requireRight(context, 'pull', { teamId: team.id });
  const wanted = heldId === null ? null : await valuesSetAside(context, goOn, heldId, unplannedWork);
  const item = itemId === null ? null : await findItem(context.db, itemId);
  const streamId = wanted?.streamId ?? item?.streamId;
  if (streamId === undefined) throw unknownItem();
  if (how === 'line' && wanted) return nextInLine(context, team, wanted);
  if (how !== 'swap' || backId === null) return start(context, team, wanted, item);
  const back = await giveBack(context, team, { backId, version, streamId });
  if (back.stale) return update([changed(back.stale)]);
  const started = await start(context, team, wanted, item);
  if (started.type !== 'update') return started;
  return {
    ...started,
    blocks: [paragraph(...named(back.item), ` is back on top of ${back.item.streamName} for it.`), ...started.blocks],
    announcements: [...back.announcements, ...(started.announcements ?? [])],
  };
}

async function start(context: Write, team: TeamContext, wanted: Unplanned | null, item: ItemRow | null): Promise<WriteReply> {
  if (wanted) return startUnplanned(context, team, wanted);
  if (!item) throw unknownItem();
  return pullNamed(context, team, { id: item.id, version: item.version });
}

type Back =
  | { readonly stale: ItemRow }
  | { readonly stale: null; readonly item: ItemRow; readonly announcements: Awaited<ReturnType<typeof returnItem>>['announcements'] };

// Under the locks of both streams and the team, so that nobody takes the place between.
async function giveBack(
  context: Write,
  team: TeamContext,
  { backId, version, streamId }: { readonly backId: string; readonly version: number | null; readonly streamId: string },
): Promise<Back> {
  const seen = await findItem(context.db, backId);
  if (!seen) throw unknownItem();
  const lock = await lockStreams(context.db, [seen.streamId, streamId], team.id);
  const item = await findItem(context.db, backId);
  const stream = item && (await findStream(context.db, item.streamId));
  if (!item || !stream) throw unknownItem();
  await requireRight(context, 'deliver', { streamId: item.streamId });
  if (item.version !== version || item.state !== 'delivery' || item.teamId !== team.id || item.streamId !== seen.streamId)
    return { stale: item };
  const { team: wip } = await readTeam(context, team);
  if (room({ ...wip, inProgress: wip.inProgress - 1 }) === 0)
    throw new Refusal(
      'wip_limit_reached',
      `Even without ${item.key}, ${team.name} is over its limit: ${wip.inProgress} of ${wip.limit} in progress. Nothing was changed.`,
      'Give something else back first: /flow board shows what is in progress.',
    );
  const returned = await returnItem(context, lock, { item, stream });
  return { stale: null, item: returned.item, announcements: returned.announcements };
}

// On top of its backlog; what is planned waits behind it, and it still needs its checks.
async function nextInLine(context: Write, team: TeamContext, { streamId, title, kind }: Unplanned): Promise<WriteReply> {
  const lock = await lockStreams(context.db, [streamId], team.id);
  const stream = await findStream(context.db, streamId);
  if (!stream || !team.streamIds.includes(streamId))
    throw new Refusal('not_found', say`That {stream} is no longer here.`, 'Type /flow to see where you are.');
  const top = await topRank(context.db, streamId);
  const change = changeOf(context);
  const added = await addItem(context.db, { streamId, streamKey: stream.key, title, kind, purpose: null, unplanned: true }, change);
  const first = top === null ? added : await changeItem(lock, added, { kind: 'ranked', data: { rank: rankBetween(null, top) } }, change);
  return update([
    paragraph(...named(first), ` is first in ${stream.name}, marked as unplanned.`),
    note('It can be pulled once its checks pass.'),
    buttons(
      button(`Check ${first.key}`, prepareItem, { itemId: first.id }, { style: 'primary' }),
      button('Backlog', runCommand, { text: `backlog ${stream.key}` }),
    ),
  ]);
}
