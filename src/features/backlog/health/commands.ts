import { note } from '../../../chat/block.ts';
import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { anyText } from '../../../chat/words.ts';
import { listTeams } from '../../../database/organization/streams.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { namedStream } from '../../kit/finding/named-stream.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { parkListForm, parkSome, proposeParking } from './contracts.ts';
import { openParkSome, parkItems } from './park-items.ts';
import { showParkList } from './park-list.ts';
import { readHealth } from './store.ts';
import { healthView } from './views.ts';

/** How a stream's backlog does, and what to do where it overflows (rows C7, C16, C18, E3). */
export const health: Feature<Access> = {
  name: 'health',
  commands: [
    command({
      name: 'health',
      also: ['park'],
      group: 'backlog',
      summary: say`How the backlog of {a stream} does: ready work ahead, age, what is blocked, stale or without an outcome.`,
      usage: '/flow health [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showHealth(context, text)),
    }),
  ],
  actions: [
    onRead(proposeParking, 'read', (context, { streamId }) => showParkList(context, streamId)),
    onRead(parkSome, 'park', (context, which) => openParkSome(context, which)),
  ],
  forms: [onSubmit(parkListForm, 'park', (context, values, which) => parkItems(context, which, values))],
};

async function showHealth(context: Read, typed: string): Promise<ReadReply> {
  const { stream, others } = await namedStream(context, typed);
  const found = await readHealth(context.db, stream.id, context.organization.zone, context.now);
  const teams = (await listTeams(context.db)).filter((team) => team.streams.some((one) => one.id === stream.id));
  const more = typed === '' && others.length > 0 ? [note(say`Other {streams}: ${others.map((one) => one.key).join(', ')}.`)] : [];
  return update([...healthView(stream, found, teams), ...more]);
}
