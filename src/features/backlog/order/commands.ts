import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { askOverride, askPlace, overrideForm, overrideScores, placeAnyForm, placeForm, placeItem } from './contracts.ts';
import { orderOnCard } from './on-card.ts';
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
      summary: say`Put {an item} elsewhere in its backlog: top, bottom, above KEY or below KEY. For its owner.`,
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
    onWrite(placeItem, 'order', (context, { itemId, to }) => place(context, { id: itemId }, { type: to })),
    onWrite(overrideScores, 'order', (context, { itemId, where, key, reason }) =>
      place(context, { id: itemId }, placementOf(where, key), reason),
    ),
    onRead(askOverride, 'order', (context, data) => openOverride(context, data)),
    onRead(askPlace, 'order', (context, { itemId }) => openPlace(context, { id: itemId })),
  ],
  forms: [
    onSubmit(placeForm, 'order', (context, { to, reason }, { itemId }) => placeByForm(context, { id: itemId }, readPlace(to), reason)),
    onSubmit(overrideForm, 'order', (context, { reason }, { itemId, where, key }) =>
      place(context, { id: itemId }, placementOf(where, key), reason),
    ),
    onSubmit(placeAnyForm, 'order', (context, values) => placePicked(context, values)),
  ],
  cards: [orderOnCard],
};
