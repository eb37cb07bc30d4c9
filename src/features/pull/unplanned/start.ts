import type { TeamContext } from '../../../chat/context.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { errors, type WriteReply } from '../../../chat/reply.ts';
import { addItem } from '../../../database/items/item-add.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import { listStreams, type StreamRow } from '../../../database/organization/streams.ts';
import { hasRoom } from '../../../model/flow/wip.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { cleanLine, TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { streamAndTitle } from '../../kit/finding/stream-and-title.ts';
import { type Unplanned, unplannedForm } from '../../kit/offers/unplanned.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { streamFull, teamFull } from '../next/full.ts';
import { askWhatWaits } from '../take/make-room.ts';
import { readTeam, startItem } from '../take/take.ts';

/** The form for what came up, with the team's first stream chosen. */
export async function openUnplanned(context: Read, team: TeamContext): Promise<FormReply> {
  await requireRight(context, 'pull', { teamId: team.id });
  const streams = await streamsOf(context, team);
  const [first] = streams;
  return showForm(
    unplannedForm,
    { teamId: team.id },
    {
      values: { kind: 'feature', ...(first ? { streamId: first.id } : {}) },
      options: { streamId: keyedOptions(streams) },
    },
  );
}

/** `/flow unplanned [STREAM] TITLE`: without a stream the place's, else the only one of the team. */
export async function startByWords(context: Write, team: TeamContext, text: string): Promise<WriteReply> {
  const streams = await streamsOf(context, team);
  const { stream, title } = streamAndTitle(text, streams);
  const target = stream ?? streams.find((one) => one.id === context.place.streamId) ?? (streams.length === 1 ? streams[0] : undefined);
  if (!target) {
    const keys = streams.map((one) => one.key).join(', ');
    throw new Refusal(
      'invalid_input',
      say`I don't know which {stream} you mean here.`,
      `Name it first: /flow unplanned ${streams[0]?.key} … (there are ${keys}).`,
    );
  }
  const line = cleanLine(title, TITLE_LIMIT, 'The title');
  if (line === '') throw new Refusal('invalid_input', 'The title is missing.', `Type /flow unplanned ${target.key} and a few words.`);
  return startUnplanned(context, team, { streamId: target.id, title: line, kind: 'feature' });
}

/**
 * Adds what came up and starts it in the same act: within the limit, slack included, or not at all; then the team says what waits for it. It needs no readiness, because it did not wait; it is marked, announced, and counts.
 */
export async function startUnplanned(context: Write, team: TeamContext, wanted: Unplanned): Promise<WriteReply> {
  await requireRight(context, 'pull', { teamId: team.id });
  const known = await streamsOf(context, team);
  const target = known.find((one) => one.id === wanted.streamId);
  if (!target) return errors({ streamId: say`Your {team} does not pull from that {stream}. Pick another.` });
  const lock = await lockStreams(context.db, [target.id], team.id);
  const read = await readTeam(context, team);
  const full = await teamFull(context, team, read);
  if (full) return askWhatWaits(context, team, full, wanted);
  const stream = read.streams.find((one) => one.id === target.id);
  if (!stream) throw new Refusal('not_found', say`That {stream} is no longer here.`, 'Pick another.');
  if (!hasRoom(stream.wip)) return askWhatWaits(context, team, await streamFull(context, stream), wanted);
  const { title, kind } = wanted;
  const item = await addItem(
    context.db,
    { streamId: target.id, streamKey: target.key, title, kind, purpose: null, unplanned: true },
    changeOf(context),
  );
  return startItem(context, lock, team, item, stream, read);
}

/** The team's streams, in its own order. */
async function streamsOf(context: Read | Write, team: TeamContext): Promise<StreamRow[]> {
  const all = await listStreams(context.db, team.streamIds);
  const streams = team.streamIds.flatMap((id) => all.filter((one) => one.id === id));
  if (streams.length > 0) return streams;
  throw new Refusal('conflict', say`${team.name} pulls from no {stream} yet.`, 'An admin says from which: /flow setup.');
}
