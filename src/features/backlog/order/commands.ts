import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askOverride, askPlace, overrideForm, overrideScores, placeAnyForm, placeForm, placeItem } from './contracts.ts';
import { openOverride, openPlace, readPlace } from './open-place.ts';
import { place, placeByForm, placementOf } from './place.ts';
import { openPlaceAny, placePicked } from './place-any.ts';
import { orderWords } from './words.ts';

/** What comes before what, decided by the stream's owner (row C4). */
export const order: Feature<Access> = {
  name: 'order',
  commands: [
    command({
      name: 'order',
      group: 'backlog',
      summary: 'Put an item elsewhere in its backlog: top, bottom, above KEY or below KEY. For its owner.',
      usage: '/flow order [KEY] [PLACE]',
      right: 'order',
      words: orderWords,
      handle: ({ key, to }) => {
        if (key === undefined) return read(openPlaceAny);
        return to === undefined
          ? read((context: Read) => openPlace(context, { key }))
          : write((context: Write) => place(context, { key }, to));
      },
    }),
  ],
  actions: [
    onAction(placeItem, 'order', ({ itemId, to }) => write((context: Write) => place(context, { id: itemId }, { type: to }))),
    onAction(overrideScores, 'order', ({ itemId, where, key, reason }) =>
      write((context: Write) => place(context, { id: itemId }, placementOf(where, key), reason)),
    ),
    onAction(askOverride, 'order', (data) => read((context: Read) => openOverride(context, data))),
    onAction(askPlace, 'order', ({ itemId }) => read((context: Read) => openPlace(context, { id: itemId }))),
  ],
  forms: [
    onForm(placeForm, 'order', ({ to, reason }, { itemId }) =>
      write((context: Write) => placeByForm(context, { id: itemId }, readPlace(to), reason)),
    ),
    onForm(overrideForm, 'order', ({ reason }, { itemId, where, key }) =>
      write((context: Write) => place(context, { id: itemId }, placementOf(where, key), reason)),
    ),
    onForm(placeAnyForm, 'order', (values) => write((context: Write) => placePicked(context, values))),
  ],
};
