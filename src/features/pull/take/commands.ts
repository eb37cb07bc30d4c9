import { paragraph } from '../../../chat/block.ts';
import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { read, write } from '../../../chat/handler.ts';
import { update } from '../../../chat/reply.ts';
import { noWords, optionalKey, optionalKeyAndText } from '../../../chat/words.ts';
import { findItem, findItemByKey } from '../../../database/items/items.ts';
import { cleanLine, REASON_LIMIT } from '../../../model/text/text.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { unknownItem, unknownTeam } from '../../kit/finding/unknown.ts';
import { blockAnyForm, blockForm, otherReasonForm, pulls } from '../../kit/offers/pull.ts';
import { chooseTeam, ownTeam, teamOf } from '../../kit/rights/team-of.ts';
import { named } from '../../kit/words/item-words.ts';
import { askBlock, askBlockAny, block, blockByForm, blockPicked } from '../blockers/block.ts';
import { unblock } from '../blockers/unblock.ts';
import { showBoard } from '../board/board.ts';
import { boardView } from '../board/board-view.ts';
import { finish, move, type Target } from '../deliver/advance.ts';
import { askStage, askWhich } from '../deliver/which.ts';
import { showNext } from '../next/read-next.ts';
import { rememberTeam } from '../next/store.ts';
import { pullNamed, pullNext } from './take.ts';

const target = (data: { readonly itemId: string; readonly version: number }): Target => ({ id: data.itemId, version: data.version });

/** Pulling work and bringing it to done (rows D1, D5). */
export const pull: Feature<Access> = {
  name: 'pull',
  commands: [
    command({
      name: 'next',
      group: 'pull',
      first: true,
      summary: 'The item your team may take next, and why.',
      usage: '/flow next',
      right: 'read',
      words: noWords,
      handle: () => read(showNext),
    }),
    command({
      name: 'pull',
      group: 'pull',
      first: true,
      summary: 'Take the next item, or a named one.',
      usage: '/flow pull [KEY]',
      right: 'pull',
      words: optionalKey,
      handle: ({ key }) =>
        write(async (context: Write) => {
          const found = teamOf(context, key === undefined ? 'pull' : `pull ${key}`);
          if ('ask' in found) return found.ask;
          return key === undefined ? pullNext(context, found.team) : pullNamed(context, found.team, { key });
        }),
    }),
    command({
      name: 'done',
      group: 'pull',
      first: true,
      summary: 'Finish an item.',
      usage: '/flow done [KEY]',
      right: 'deliver',
      words: optionalKey,
      handle: ({ key }) =>
        key === undefined ? read((context: Read) => askWhich(context, 'done')) : write((context: Write) => finish(context, { key })),
    }),
    command({
      name: 'move',
      group: 'pull',
      summary: 'Move an item to another stage, back to ready, or to done.',
      usage: '/flow move [KEY] [STAGE]',
      right: 'deliver',
      words: optionalKeyAndText,
      handle: ({ key, text }) => {
        if (key === undefined) return read((context: Read) => askWhich(context, 'move'));
        return text === '' ? read((context: Read) => askWhere(context, key)) : write((context: Write) => move(context, { key }, text));
      },
    }),
    command({
      name: 'block',
      group: 'pull',
      first: true,
      summary: 'Say what an item waits for.',
      usage: '/flow block [KEY] [REASON]',
      right: 'deliver',
      words: optionalKeyAndText,
      handle: ({ key, text }) => {
        if (key === undefined) return read(async () => askBlockAny());
        return text === ''
          ? read((context: Read) => askBlock(context, { key }))
          : write((context: Write) => block(context, { key }, cleanLine(text, REASON_LIMIT, 'The reason')));
      },
    }),
    command({
      name: 'unblock',
      group: 'pull',
      summary: 'Say that an item can go on.',
      usage: '/flow unblock [KEY]',
      right: 'deliver',
      words: optionalKeyAndText,
      handle: ({ key }) =>
        key === undefined ? read((context: Read) => askWhich(context, 'unblock')) : write((context: Write) => unblock(context, { key })),
    }),
    command({
      name: 'board',
      group: 'pull',
      summary: 'What is in progress, stage by stage.',
      usage: '/flow board',
      right: 'read',
      words: noWords,
      handle: () => read(showBoard),
    }),
  ],
  actions: [
    onAction(pulls.take, 'pull', ({ itemId, version, teamId, reason }) =>
      write((context: Write) =>
        pullNamed(
          context,
          ownTeam(context, teamId),
          { id: itemId, version },
          reason === undefined || reason === 'other' ? undefined : { tap: reason },
        ),
      ),
    ),
    onAction(pulls.askOther, 'pull', (data) => read((context: Read) => askOtherReason(context, data))),
    onAction(pulls.notNow, 'read', () =>
      read(async () => update([paragraph('All right. It stays where it is: /flow next shows it again.')])),
    ),
    onAction(pulls.move, 'deliver', ({ to, ...data }) => write((context: Write) => move(context, target(data), to))),
    onAction(pulls.finish, 'deliver', (data) => write((context: Write) => finish(context, target(data)))),
    onAction(pulls.askBlock, 'deliver', (data) => read((context: Read) => askBlock(context, target(data)))),
    onAction(pulls.unblock, 'deliver', (data) => write((context: Write) => unblock(context, target(data)))),
    onAction(chooseTeam, 'read', ({ teamId, text }) =>
      write(async (context: Write) => {
        const team = context.asker.teams.find((one) => one.id === teamId);
        if (!team) throw unknownTeam();
        await rememberTeam(context.db, context.asker.memberId, team.id);
        return update(boardView.remembered(team.name, text));
      }),
    ),
  ],
  forms: [
    onForm(blockForm, 'deliver', (values, data) => write((context: Write) => blockByForm(context, target(data), values))),
    onForm(blockAnyForm, 'deliver', ({ itemId, reason }) => write((context: Write) => blockPicked(context, itemId, reason))),
    onForm(otherReasonForm, 'pull', ({ reason }, { itemId, version, teamId }) =>
      write((context: Write) => pullNamed(context, ownTeam(context, teamId), { id: itemId, version }, { words: reason })),
    ),
  ],
};

async function askOtherReason(
  context: Read,
  data: { readonly itemId: string; readonly version: number; readonly teamId: string },
): Promise<FormReply> {
  ownTeam(context, data.teamId);
  const item = await findItem(context.db, data.itemId);
  if (!item) throw unknownItem();
  return showForm(otherReasonForm, data, { intro: [paragraph(...named(item))] });
}

async function askWhere(context: Read, key: string) {
  const item = await findItemByKey(context.db, key);
  if (!item) throw unknownItem(key);
  return askStage(context, item);
}
