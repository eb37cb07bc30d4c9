import { command, type Feature, onShortcut, onWatch } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';
import { firstLine } from '../../kit/finding/first-line.ts';
import { watchLikeness } from '../../kit/likeness/check.ts';
import { proposeForm } from '../../kit/offers/epics.ts';
import { addForm } from '../../kit/offers/items.ts';
import { parkAnyForm, parkAnyway, parkIdeaForm, parkThing, parkThingForm, parkWords } from '../../kit/offers/parking.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { antiBacklogOf } from '../ideas/of-item.ts';
import { findSubject, unknownThing } from '../ideas/subject.ts';
import { openPark, parkSubject } from './park.ts';
import { openParkAny, parkAny } from './park-any.ts';
import { openParkIdea, parkIdea, parkSetAside } from './park-idea.ts';
import { parkTyped } from './typed.ts';

/** What is not worth doing now, kept with its reason (rows E1, E4). */
export const park: Feature<Access> = {
  name: 'park',
  commands: [
    command({
      name: 'park',
      group: 'anti-backlog',
      first: true,
      summary: say`Keep an idea, {an item} or {an epic} out of the way, with the reason.`,
      usage: '/flow park [KEY or IDEA]',
      right: 'read',
      also: ['park', 'parkEpic'],
      words: anyText,
      handle: ({ text }) => read(async (context: Read) => (text === '' ? openParkAny() : parkTyped(context, text))),
    }),
  ],
  actions: [
    onRead(parkThing, 'read', async (context, { kind, id }) => {
      const subject = await findSubject(context.db, kind, id);
      if (!subject) throw unknownThing();
      return openPark(context, subject);
    }),
    onRead(parkWords, 'read', async (_, { title }) => openParkIdea(title)),
    onWrite(parkAnyway, 'read', (context, { heldId }) => parkSetAside(context, heldId)),
  ],
  forms: [
    onSubmit(parkIdeaForm, 'read', (context, values, { link }) => parkIdea(context, values, link)),
    onSubmit(parkThingForm, 'read', (context, values, which) => parkSubject(context, which, values)),
    onSubmit(parkAnyForm, 'read', (context, values) => parkAny(context, values)),
  ],
  watches: [
    onWatch(parkIdeaForm, 'title', watchLikeness),
    onWatch(parkAnyForm, 'title', watchLikeness),
    onWatch(addForm, 'title', watchLikeness),
    onWatch(proposeForm, 'title', watchLikeness),
  ],
  shortcuts: [
    onShortcut({
      name: 'park_idea',
      title: 'Park an idea',
      summary: 'Keep an idea out of the way, with the reason and this message.',
      right: 'read',
      handle: ({ text, link }) => read(async () => openParkIdea(firstLine(text), link)),
    }),
  ],
  cards: [onItemCard({ below: (context, { item }) => antiBacklogOf(context, item) })],
};
