import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { optionalKey, optionalKeyAndText } from '../../../chat/words.ts';
import { findItemByKey } from '../../../database/items/items.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { pulls } from '../../kit/offers/pull.ts';
import { onWrite } from '../../kit/on.ts';
import { finish, move, type Target } from './advance.ts';
import { askStage, askWhich } from './which.ts';

const target = (data: { readonly itemId: string; readonly version: number }): Target => ({ id: data.itemId, version: data.version });

/** Bringing what was pulled to done (row D5). */
export const deliver: Feature<Access> = {
  name: 'deliver',
  commands: [
    command({
      name: 'done',
      group: 'pull',
      first: true,
      summary: say`Finish {an item}.`,
      usage: '/flow done [KEY]',
      right: 'deliver',
      words: optionalKey,
      handle: ({ key }) =>
        key === undefined ? read((context: Read) => askWhich(context, 'done')) : write((context: Write) => finish(context, { key })),
    }),
    command({
      name: 'move',
      group: 'pull',
      summary: say`Move {an item} to another stage, back to ready, or to done.`,
      usage: '/flow move [KEY] [STAGE]',
      right: 'deliver',
      words: optionalKeyAndText,
      handle: ({ key, text }) => {
        if (key === undefined) return read((context: Read) => askWhich(context, 'move'));
        return text === '' ? read((context: Read) => askWhere(context, key)) : write((context: Write) => move(context, { key }, text));
      },
    }),
  ],
  actions: [
    onWrite(pulls.move, 'deliver', (context, { to, ...data }) => move(context, target(data), to)),
    onWrite(pulls.finish, 'deliver', (context, data) => finish(context, target(data))),
  ],
  forms: [],
};

async function askWhere(context: Read, key: string) {
  const item = await findItemByKey(context.db, key);
  if (!item) throw unknownItem(key);
  return askStage(context, item);
}
