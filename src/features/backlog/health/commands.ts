import { note } from '../../../chat/block.ts';
import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { anyText } from '../../../chat/words.ts';
import { listTeams } from '../../../database/organization/streams.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { namedStream } from '../../kit/finding/named-stream.ts';
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
      summary: 'How the backlog of a stream does: ready work ahead, age, what is blocked, stale or without an outcome.',
      usage: '/flow health [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showHealth(context, text)),
    }),
  ],
  actions: [
    onAction(proposeParking, 'read', ({ streamId }) => read((context: Read) => showParkList(context, streamId))),
    onAction(parkSome, 'park', (which) => read((context: Read) => openParkSome(context, which))),
  ],
  forms: [onForm(parkListForm, 'park', (values, which) => write((context: Write) => parkItems(context, which, values)))],
};

async function showHealth(context: Read, typed: string): Promise<ReadReply> {
  const { stream, others } = await namedStream(context, typed);
  const found = await readHealth(context.db, stream.id, context.organization.zone, context.now);
  const teams = (await listTeams(context.db)).filter((team) => team.streams.some((one) => one.id === stream.id));
  const more = typed === '' && others.length > 0 ? [note(`Other streams: ${others.map((one) => one.key).join(', ')}.`)] : [];
  return update([...healthView(stream, found, teams), ...more]);
}
