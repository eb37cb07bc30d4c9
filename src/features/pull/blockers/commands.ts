import { command, type Feature, onAction, onLookup } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { noWords, shorten } from '../../../chat/words.ts';
import { findBlocker, heldBy } from '../../../database/items/blockers.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { readQuery } from '../../kit/finding/read-query.ts';
import { SOURCES } from '../../kit/finding/sources.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { count } from '../../kit/words/item-words.ts';
import type { Target } from '../deliver/advance.ts';
import { block, blockBy } from './block.ts';
import { blockers as buttonsOf } from './contracts.ts';
import { findOpenBlockers, readOpenBlockers } from './store.ts';
import { resolveBlocker, unblock } from './unblock.ts';
import { unknownBlocker } from './unknown.ts';
import { blockerCard, blockersView } from './views.ts';

const PART = 10;
const OFFERED = 20;

const target = (data: { readonly itemId: string; readonly version: number }): Target => ({ id: data.itemId, version: data.version });

/** What holds items up, as things of their own (row C15). Blocking and unblocking are words of the pull. */
export const blockers: Feature<Access> = {
  name: 'blockers',
  commands: [
    command({
      name: 'blockers',
      group: 'pull',
      summary: 'What holds items up, and for how long; what holds several first.',
      usage: '/flow blockers',
      right: 'read',
      words: noWords,
      handle: () => read((context: Read) => showBlockers(context, 0)),
    }),
  ],
  actions: [
    onAction(buttonsOf.join, 'deliver', (data) => write((context: Write) => blockBy(context, target(data), { id: data.blockerId }))),
    onAction(buttonsOf.apart, 'deliver', (data) => write((context: Write) => block(context, target(data), data.reason, true))),
    onAction(buttonsOf.freeOne, 'deliver', (data) => write((context: Write) => unblock(context, target(data), true))),
    onAction(buttonsOf.resolve, 'deliver', ({ blockerId }) => write((context: Write) => resolveBlocker(context, blockerId))),
    onAction(buttonsOf.open, 'read', ({ blockerId }) => read((context: Read) => showBlocker(context, blockerId))),
    onAction(buttonsOf.more, 'read', ({ after }) => read((context: Read) => showBlockers(context, after))),
  ],
  forms: [],
  lookups: [
    onLookup(SOURCES.blockers, async ({ db }: Read, typed) =>
      (await findOpenBlockers(db, readQuery(typed).words, OFFERED)).map(({ id, reason, items }) => ({
        value: id,
        text: `${shorten(reason.replace(/\s+/gu, ' '), 50)} (${count(items, 'item')})`,
      })),
    ),
  ],
};

async function showBlockers(context: Read, after: number): Promise<UpdateReply> {
  const { blockers: open, total } = await readOpenBlockers(context.db, after, PART);
  return update(blockersView(open, total, after, { now: context.now, zone: context.organization.zone }));
}

async function showBlocker(context: Read, id: string): Promise<UpdateReply> {
  const blocker = await findBlocker(context.db, id);
  if (!blocker) throw unknownBlocker();
  const held = await heldBy(context.db, id);
  const mayResolve = held.some((item) => isAllowed(context, 'deliver', { streamId: item.streamId }));
  return update(blockerCard(blocker, held, mayResolve, { now: context.now, zone: context.organization.zone }));
}
