import { paragraph } from '../../chat/block.ts';
import { command, type Feature, onAction, onForm } from '../../chat/feature.ts';
import { read, write } from '../../chat/handler.ts';
import { update } from '../../chat/reply.ts';
import { keyAndText, noWords, optionalKey } from '../../chat/words.ts';
import { findItemByKey } from '../../database/items.ts';
import { cleanLine, REASON_LIMIT } from '../../model/text.ts';
import type { Access, Read, Write } from '../access.ts';
import { chooseTeam, teamOf } from '../team-of.ts';
import { unknownItem, unknownTeam } from '../unknown.ts';
import { askBlock, block, finish, move, type Target, unblock } from './advance.ts';
import { showBoard } from './board.ts';
import { advanceChoices, boardView } from './board-view.ts';
import { blockForm, pulls } from './contracts.ts';
import { showNext } from './read-next.ts';
import { rememberTeam } from './store.ts';
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
      right: 'read',
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
      usage: '/flow done KEY',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) =>
        key === undefined ? read((context: Read) => advanceChoices(context, 'done')) : write((context: Write) => finish(context, { key })),
    }),
    command({
      name: 'move',
      group: 'pull',
      summary: 'Move an item to another stage, back to ready, or to done.',
      usage: '/flow move KEY STAGE',
      right: 'read',
      words: keyAndText,
      handle: ({ key, text }) =>
        text === '' ? read((context: Read) => askStage(context, key)) : write((context: Write) => move(context, { key }, text)),
    }),
    command({
      name: 'block',
      group: 'pull',
      first: true,
      summary: 'Say what an item waits for.',
      usage: '/flow block KEY REASON',
      right: 'read',
      words: keyAndText,
      handle: ({ key, text }) =>
        text === ''
          ? read((context: Read) => askBlock(context, { key }))
          : write((context: Write) => block(context, { key }, cleanLine(text, REASON_LIMIT, 'The reason'))),
    }),
    command({
      name: 'unblock',
      group: 'pull',
      summary: 'Say that an item can go on.',
      usage: '/flow unblock KEY',
      right: 'read',
      words: keyAndText,
      handle: ({ key }) => write((context: Write) => unblock(context, { key })),
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
    onAction(pulls.take, 'read', ({ itemId, version, teamId, reason }) =>
      write(async (context: Write) => {
        const teams = context.place.team ? [context.place.team, ...context.asker.teams] : context.asker.teams;
        const team = teams.find((one) => one.id === teamId);
        if (!team) throw unknownTeam();
        return pullNamed(context, team, { id: itemId, version }, reason);
      }),
    ),
    onAction(pulls.notNow, 'read', () =>
      read(async () => update([paragraph('All right. It stays where it is: /flow next shows it again.')])),
    ),
    onAction(pulls.move, 'read', ({ to, ...data }) => write((context: Write) => move(context, target(data), to))),
    onAction(pulls.finish, 'read', (data) => write((context: Write) => finish(context, target(data)))),
    onAction(pulls.askBlock, 'read', (data) => read((context: Read) => askBlock(context, target(data)))),
    onAction(pulls.unblock, 'read', (data) => write((context: Write) => unblock(context, target(data)))),
    onAction(chooseTeam, 'read', ({ teamId, text }) =>
      write(async (context: Write) => {
        const team = context.asker.teams.find((one) => one.id === teamId);
        if (!team) throw unknownTeam();
        await rememberTeam(context.db, context.asker.memberId, team.id);
        return update(boardView.remembered(team.name, text));
      }),
    ),
  ],
  forms: [onForm(blockForm, 'read', ({ reason }, data) => write((context: Write) => block(context, target(data), reason)))],
};

async function askStage(context: Read, key: string) {
  const item = await findItemByKey(context.db, key);
  if (!item) throw unknownItem(key);
  return advanceChoices(context, 'move', item);
}
