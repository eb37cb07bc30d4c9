import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import type { Read } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { ownsOrder } from '../../kit/rights/owns-order.ts';
import { named } from '../../kit/words/item-words.ts';
import { PARKED_AT_ONCE, parkSome } from './contracts.ts';
import { sizeLine, sizeOf } from './size-words.ts';
import { type ParkCandidate, readHealth, readParkCandidates } from './store.ts';

/** Row C18, E3: what could be parked so that ready work is of the right size again. Anybody may look; the owner decides. */
export async function showParkList(context: Read, streamId: string): Promise<UpdateReply> {
  const stream = await findStream(context.db, streamId);
  if (!stream) throw goneStream();
  return update(await parkListBlocks(context, stream));
}

async function parkListBlocks(context: Read, stream: StreamRow): Promise<Block[]> {
  const { zone } = context.organization;
  const health = await readHealth(context.db, stream.id, zone, context.now);
  const size = sizeOf(stream, health);
  const back = button('Health', runCommand, { text: `health ${stream.key}` });
  if (size.type !== 'over')
    return [paragraph(`Ready work of ${stream.name}: ${sizeLine(stream, health)}. Nothing has to go.`), buttons(back)];
  const wanted = Math.min(size.excess, PARKED_AT_ONCE);
  const found = await readParkCandidates(context.db, stream.id, stream.policy.scored, Math.ceil(size.least), wanted);
  if (found.length === 0)
    return [
      paragraph('More is ready than fits, but all of it is next in line, expedited or has a date. Nothing is proposed.'),
      buttons(back),
    ];
  const owns = ownsOrder(context, stream.id);
  const today = localDate(context.now, zone);
  const line = (one: ParkCandidate) => [...named(one), ` · ${why(one, stream, zone, today)}`];
  const rest = size.excess - found.length;
  return [
    paragraph(`Ready work of ${stream.name}: ${sizeLine(stream, health)}. These could wait in the anti-backlog:`),
    list(
      found.map((one) =>
        entry(
          line(one),
          owns ? button('Park', parkSome, { streamId: stream.id, itemIds: [one.id] }, { hint: `Park ${one.key}` }) : openButton(one.key),
        ),
      ),
    ),
    note(
      `${stream.policy.scored ? 'Lowest score, longest untouched, oldest first' : 'Longest untouched and oldest first'}; what is next in line stays.`,
      rest > 0 ? ` After these there are ${rest} more.` : '',
      owns ? '' : ` ${stream.ownerName ?? 'The owner'} decides.`,
    ),
    buttons(
      owns &&
        found.length > 1 &&
        button(`Park all ${found.length}`, parkSome, { streamId: stream.id, itemIds: found.map((one) => one.id) }),
      back,
    ),
  ];
}

function why(one: ParkCandidate, stream: StreamRow, zone: string, today: string): string {
  const untouched = `untouched since ${sayDate(localDate(one.changedAt, zone), today)}`;
  if (!stream.policy.scored) return untouched;
  return `${one.score === null ? 'no score' : `score ${one.score.toFixed(2)}`}, ${untouched}`;
}
