import { command, type Feature, onLookup } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { noWords, optionalKeyAndText, shorten } from '../../../chat/words.ts';
import { blockedBy, findBlocker } from '../../../database/items/blockers.ts';
import { cleanReason } from '../../../model/text/clean-reason.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { readQuery } from '../../kit/finding/read-query.ts';
import { SOURCES } from '../../kit/finding/sources.ts';
import { blockAnyForm, blockForm, pulls } from '../../kit/offers/pull.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { count } from '../../kit/words/item-words.ts';
import type { Target } from '../deliver/advance.ts';
import { askWhich } from '../deliver/which.ts';
import { askBlock, askBlockAny, block, blockBy, blockByForm, blockPicked } from './block.ts';
import { blockers as buttonsOf } from './contracts.ts';
import { findOpenBlockers, readOpenBlockers } from './store.ts';
import { resolveBlocker, unblock } from './unblock.ts';
import { unknownBlocker } from './unknown.ts';
import { blockerCard, blockersView } from './views.ts';

const PART = 10;
const OFFERED = 20;

const target = (data: { readonly itemId: string; readonly version: number }): Target => ({ id: data.itemId, version: data.version });

/** What holds items up: saying it, sharing it, ending it; blockers are things of their own (row C15). */
export const blockers: Feature<Access> = {
  name: 'blockers',
  commands: [
    command({
      name: 'block',
      group: 'pull',
      first: true,
      summary: say`Say what {an item} waits for.`,
      usage: '/flow block [KEY] [REASON]',
      right: 'deliver',
      words: optionalKeyAndText,
      handle: ({ key, text }) => {
        if (key === undefined) return read(async () => askBlockAny());
        const reason = cleanReason(text, 'The reason');
        return reason === ''
          ? read((context: Read) => askBlock(context, { key }))
          : write((context: Write) => block(context, { key }, reason));
      },
    }),
    command({
      name: 'unblock',
      group: 'pull',
      summary: say`Say that {an item} can go on.`,
      usage: '/flow unblock [KEY]',
      right: 'deliver',
      words: optionalKeyAndText,
      handle: ({ key }) =>
        key === undefined ? read((context: Read) => askWhich(context, 'unblock')) : write((context: Write) => unblock(context, { key })),
    }),
    command({
      name: 'blockers',
      group: 'pull',
      summary: say`What holds {items} up, and for how long; what holds several first.`,
      usage: '/flow blockers',
      right: 'read',
      words: noWords,
      handle: () => read((context: Read) => showBlockers(context, 0)),
    }),
  ],
  actions: [
    onRead(pulls.askBlock, 'deliver', (context, data) => askBlock(context, target(data))),
    onWrite(pulls.unblock, 'deliver', (context, data) => unblock(context, target(data))),
    onWrite(buttonsOf.join, 'deliver', (context, data) => blockBy(context, target(data), { id: data.blockerId })),
    onWrite(buttonsOf.apart, 'deliver', (context, data) => block(context, target(data), data.reason, true)),
    onWrite(buttonsOf.freeOne, 'deliver', (context, data) => unblock(context, target(data), true)),
    onWrite(buttonsOf.resolve, 'deliver', (context, { blockerId }) => resolveBlocker(context, blockerId)),
    onRead(buttonsOf.open, 'read', (context, { blockerId }) => showBlocker(context, blockerId)),
    onRead(buttonsOf.more, 'read', (context, { after }) => showBlockers(context, after)),
  ],
  forms: [
    onSubmit(blockForm, 'deliver', (context, values, data) => blockByForm(context, target(data), values)),
    onSubmit(blockAnyForm, 'deliver', (context, { itemId, reason }) => blockPicked(context, itemId, reason)),
  ],
  lookups: [
    onLookup(SOURCES.blockers, async ({ db }: Read, typed) =>
      (await findOpenBlockers(db, readQuery(typed).words, OFFERED)).map(({ id, reason, items }) => ({
        value: id,
        text: `${shorten(reason.replace(/\s+/gu, ' '), 50)} (${count(items, say`{item}`, say`{items}`)})`,
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
  const held = await blockedBy(context.db, id);
  const mayResolve = held.some((item) => isAllowed(context, 'deliver', { streamId: item.streamId }));
  return update(blockerCard(blocker, held, mayResolve, { now: context.now, zone: context.organization.zone }));
}
