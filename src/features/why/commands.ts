import { command, type Feature } from '../../chat/feature.ts';
import { read } from '../../chat/handler.ts';
import { type ReadReply, update } from '../../chat/reply.ts';
import { optionalKey } from '../../chat/words.ts';
import { findEpicByKey } from '../../database/epics.ts';
import { findItemByKey } from '../../database/items.ts';
import { positionOf } from '../../database/ranks.ts';
import { findStream } from '../../database/streams.ts';
import { localDate } from '../../model/days.ts';
import { parseKey } from '../../model/key.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Access, Read } from '../access.ts';
import { unknownEpic, unknownItem } from '../unknown.ts';
import { countSupporters, lastOrdered, parkedBecause } from './store.ts';
import { epicWhy, ideaWhy, itemWhy } from './views.ts';

/** From a thing to what it is good for (row A9, as far as there is data). */
export const why: Feature<Access> = {
  name: 'why',
  commands: [
    command({
      name: 'why',
      group: 'strategy',
      first: true,
      summary: 'What an item, an epic or a parked idea is good for, and why it stands where it stands.',
      usage: '/flow why KEY',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => read((context: Read) => answer(context, key)),
    }),
  ],
  actions: [],
  forms: [],
};

async function answer(context: Read, key: string | undefined): Promise<ReadReply> {
  if (key === undefined) throw new Refusal('invalid_input', 'Why what?', 'Type /flow why and a key, such as /flow why PAY-12.');
  const today = localDate(context.now, context.organization.zone);
  switch (parseKey(key)?.prefix) {
    case 'E': {
      const epic = await findEpicByKey(context.db, key);
      if (!epic) throw unknownEpic(key);
      const parked = epic.state === 'parked' ? await parkedBecause(context.db, { epicId: epic.id }) : null;
      return update(epicWhy(context, epic, await countSupporters(context.db, epic.id), parked, today));
    }
    case 'I': {
      const idea = await parkedBecause(context.db, { key });
      if (!idea) throw new Refusal('not_found', `I don't know ${key}.`, 'Type /flow parked to see what there is.');
      return update(ideaWhy(idea, today));
    }
    default: {
      const item = await findItemByKey(context.db, key);
      const stream = item && (await findStream(context.db, item.streamId));
      if (!item || !stream) throw unknownItem(key);
      const position = item.rank === null ? null : await positionOf(context.db, { streamId: item.streamId, rank: item.rank });
      const ordered = position === null ? null : await lastOrdered(context.db, item.id);
      const parked = item.state === 'parked' ? await parkedBecause(context.db, { itemId: item.id }) : null;
      return update(itemWhy({ item, stream, position, ordered, parked }, today));
    }
  }
}
