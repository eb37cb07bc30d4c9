import { type UpdateReply, update } from '../../../chat/reply.ts';
import { shorten } from '../../../chat/words.ts';
import { findStream, listStreams } from '../../../database/organization/streams.ts';
import { twelveWeeks } from '../../../model/calendar/calendar.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read } from '../../kit/access.ts';
import { readOpenNeeds, shareNow, shareThen } from './store.ts';
import { dependenciesView } from './views.ts';

const PART = 10;

/** `/flow dependencies [STREAM]`: of one stream's items, or of all. */
export async function showDependencies(context: Read, typed: string): Promise<UpdateReply> {
  if (typed === '') return part(context, { name: context.organization.name, streamId: null }, 0);
  const key = parseStreamKey(typed);
  const streams = await listStreams(context.db);
  const stream = streams.find((one) => one.key === key);
  if (stream) return part(context, { name: stream.name, streamId: stream.id }, 0);
  const known = streams.map((one) => one.key).join(', ');
  throw new Refusal(
    'not_found',
    say`I don't know {a stream} “${shorten(typed)}”.`,
    known === '' ? 'There is none yet.' : `There are ${known}.`,
  );
}

/** The next part of the list. */
export async function moreDependencies(context: Read, streamId: string | null, after: number): Promise<UpdateReply> {
  if (streamId === null) return part(context, { name: context.organization.name, streamId }, after);
  const stream = await findStream(context.db, streamId);
  if (!stream) throw new Refusal('not_found', say`That {stream} is no longer here.`, 'Type /flow dependencies.');
  return part(context, { name: stream.name, streamId }, after);
}

async function part(context: Read, of: { readonly name: string; readonly streamId: string | null }, after: number): Promise<UpdateReply> {
  const { db, now, organization } = context;
  const needs = await readOpenNeeds(db, of.streamId, after, PART);
  const shares = {
    now: await shareNow(db, of.streamId),
    before: await shareThen(db, of.streamId, twelveWeeks(now, organization.zone).from),
  };
  return update(dependenciesView(of, needs, shares, after));
}
