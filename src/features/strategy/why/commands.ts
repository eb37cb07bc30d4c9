import { command, type Feature } from '../../../chat/feature.ts';
import { showForm } from '../../../chat/form.ts';
import { read } from '../../../chat/handler.ts';
import { type MessageReply, message } from '../../../chat/reply.ts';
import { optionalKey } from '../../../chat/words.ts';
import { decisionsAbout } from '../../../database/decisions/decision-log.ts';
import { findEpicByKey } from '../../../database/epics/epics.ts';
import { findItemByKey } from '../../../database/items/items.ts';
import { lastOrdered } from '../../../database/items/order-reasons.ts';
import { positionOf } from '../../../database/items/ranks.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { readScoreDates } from '../../../database/scores/score-dates.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { unknownEpic, unknownItem } from '../../kit/finding/unknown.ts';
import { onSubmit } from '../../kit/on.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { scoreAge } from '../../kit/words/score-words.ts';
import { chainOf, chainOfThing } from './chain.ts';
import { whyForm } from './contracts.ts';
import { countSupporters, parkedBecause } from './store.ts';
import { epicWhy, ideaWhy, itemWhy } from './views.ts';

/** The newest; the others are found with `/flow decisions KEY`. */
const DECISIONS = 3;

/** From a thing to where we must win by it (row A9). What is unknown is said. */
export const why: Feature<Access> = {
  name: 'why',
  commands: [
    command({
      name: 'why',
      group: 'strategy',
      first: true,
      summary: say`What {an item}, {an epic} or a parked idea is good for, and why it stands where it stands.`,
      usage: '/flow why [KEY]',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => read(async (context: Read) => (key === undefined ? showForm(whyForm, {}) : answer(context, key))),
    }),
  ],
  actions: [],
  forms: [onSubmit(whyForm, 'read', (context, { thing }) => answer(context, thing))],
};

// A message of its own: what it was asked beside, with its buttons, stays.
async function answer(context: Read | Write, key: string): Promise<MessageReply> {
  const today = todayOf(context);
  const ageOf = async (type: 'item' | 'epic', id: string) =>
    scoreAge((await readScoreDates(context.db, type, [id]))(id), today, context.now);
  switch (parseKey(key)?.prefix) {
    case 'E': {
      const epic = await findEpicByKey(context.db, key);
      const chain = epic && (await chainOf(context, epic.id));
      if (!chain) throw unknownEpic(key);
      const { id, state } = chain.epic;
      const parked = state === 'parked' ? await parkedBecause(context.db, { epicId: id }) : null;
      const decided = await decisionsAbout(context.db, { type: 'epic', id }, DECISIONS);
      const supporters = await countSupporters(context.db, id);
      return message(epicWhy(context, { chain, supporters, scoreAge: await ageOf('epic', id), parked, decided }, today));
    }
    case 'I': {
      const idea = await parkedBecause(context.db, { key });
      if (!idea) throw new Refusal('not_found', `I don't know ${key}.`, 'Type /flow parked to see what there is.');
      return message(ideaWhy(idea, await chainOfThing(context, idea.thing), today));
    }
    default: {
      const item = await findItemByKey(context.db, key);
      const stream = item && (await findStream(context.db, item.streamId));
      if (!item || !stream) throw unknownItem(key);
      const position = item.rank === null ? null : await positionOf(context.db, { streamId: item.streamId, rank: item.rank });
      const ordered = position === null ? null : ((await lastOrdered(context.db, [item.id])).get(item.id) ?? null);
      const parked = item.state === 'parked' ? await parkedBecause(context.db, { itemId: item.id }) : null;
      const decided = await decisionsAbout(context.db, { type: 'item', id: item.id }, DECISIONS);
      const chain = await chainOf(context, item.epic?.id ?? null);
      const age = await ageOf('item', item.id);
      return message(itemWhy({ item, chain, stream, position, scoreAge: age, ordered, parked, decided }, today));
    }
  }
}
