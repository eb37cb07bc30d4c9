import { runCommand } from '../../chat/action.ts';
import { button, buttons, paragraph } from '../../chat/block.ts';
import { command, type Feature, onAction, onForm } from '../../chat/feature.ts';
import { read, write } from '../../chat/handler.ts';
import { update } from '../../chat/reply.ts';
import { code } from '../../chat/span.ts';
import type { Access, Read, Write } from '../access.ts';
import { askPlace, placeForm, placeItem } from './contracts.ts';
import { openPlace, readPlace } from './open-place.ts';
import { place } from './place.ts';
import { orderWords } from './words.ts';

/** What comes before what, decided by the stream's owner (row C4). */
export const order: Feature<Access> = {
  name: 'order',
  commands: [
    command({
      name: 'order',
      group: 'backlog',
      summary: 'Put an item elsewhere in its backlog: top, bottom, above KEY or below KEY. For its owner.',
      usage: '/flow order KEY PLACE',
      right: 'order',
      words: orderWords,
      handle: ({ key, to }) => {
        if (key === undefined) return read(async () => update(howTo()));
        return to === undefined
          ? read((context: Read) => openPlace(context, { key }))
          : write((context: Write) => place(context, { key }, to));
      },
    }),
  ],
  actions: [
    onAction(placeItem, 'order', ({ itemId, to }) => write((context: Write) => place(context, { id: itemId }, { type: to }))),
    onAction(askPlace, 'order', ({ itemId }) => read((context: Read) => openPlace(context, { id: itemId }))),
  ],
  forms: [onForm(placeForm, 'order', ({ to }, { itemId }) => write((context: Write) => place(context, { id: itemId }, readPlace(to))))],
};

function howTo() {
  return [
    paragraph("A stream's owner decides its order, one item at a time: ", code('/flow order PAY-12 top'), ', or above or below another.'),
    buttons(button('Backlog', runCommand, { text: 'backlog' }, { style: 'primary' })),
  ];
}
