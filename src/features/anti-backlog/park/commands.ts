import { command, type Feature, onAction, onForm, onShortcut, onWatch } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { watchLikeness } from '../../kit/likeness/check.ts';
import { proposeForm } from '../../kit/offers/epics.ts';
import { addForm } from '../../kit/offers/items.ts';
import { lookAt, supportThing } from '../../kit/offers/likeness.ts';
import {
  moreParked,
  onward,
  parkAnyForm,
  parkAnyway,
  parkIdeaForm,
  parkThing,
  parkThingForm,
  parkWords,
  reviveAnyForm,
  reviveForm,
  reviveIdea,
} from '../../kit/offers/parking.ts';
import { showParked } from '../ideas/show.ts';
import { findSubject, unknownThing } from '../ideas/subject.ts';
import { lookBeneath } from '../revive/look-beneath.ts';
import { goOn } from '../revive/onward.ts';
import { openRevive, openReviveAny, revive } from '../revive/revive.ts';
import { support } from '../support/support.ts';
import { openPark, parkSubject } from './park.ts';
import { openParkAny, parkAny } from './park-any.ts';
import { openParkIdea, parkHeldIdea, parkIdea } from './park-idea.ts';
import { firstLine, parkTyped, reviveTyped } from './typed.ts';

/** What is not worth doing now, with its reason, and what is like something new (rows E1, E4). */
export const antiBacklog: Feature<Access> = {
  name: 'anti-backlog',
  commands: [
    command({
      name: 'park',
      group: 'anti-backlog',
      first: true,
      summary: 'Keep an idea, an item or an epic out of the way, with the reason.',
      usage: '/flow park [KEY or IDEA]',
      right: 'read',
      also: ['park', 'parkEpic'],
      words: anyText,
      handle: ({ text }) => read(async (context: Read) => (text === '' ? openParkAny() : parkTyped(context, text))),
    }),
    command({
      name: 'parked',
      group: 'anti-backlog',
      summary: 'What was parked and why; with words, what is like them.',
      usage: '/flow parked [WORDS]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showParked(context, text, 0)),
    }),
    command({
      name: 'revive',
      group: 'anti-backlog',
      summary: 'Reopen what was parked, with one line on what changed.',
      usage: '/flow revive [KEY] [WHAT CHANGED]',
      right: 'read',
      also: ['park', 'parkEpic'],
      words: reviveTyped,
      handle: ({ key, reason }) => {
        if (key === undefined) return read(async () => openReviveAny());
        return reason === ''
          ? read((context: Read) => openRevive(context, { key }))
          : write((context: Write) => revive(context, key, reason));
      },
    }),
  ],
  actions: [
    onAction(parkThing, 'read', ({ kind, id }) =>
      read(async (context: Read) => {
        const subject = await findSubject(context.db, kind, id);
        if (!subject) throw unknownThing();
        return openPark(context, subject);
      }),
    ),
    onAction(parkWords, 'read', ({ title }) => read(async () => openParkIdea(title))),
    onAction(parkAnyway, 'read', ({ heldId }) => write((context: Write) => parkHeldIdea(context, heldId))),
    onAction(moreParked, 'read', ({ words, after }) => read((context: Read) => showParked(context, words, after))),
    onAction(reviveIdea, 'read', ({ ideaId }) => read((context: Read) => openRevive(context, { ideaId }))),
    onAction(onward, 'read', ({ ideaId, as }) => read((context: Read) => goOn(context, ideaId, as))),
    onAction(lookAt, 'read', ({ key }) => read((context: Read) => lookBeneath(context, key))),
    onAction(supportThing, 'read', ({ kind, id, heldId }) => write((context: Write) => support(context, { kind, id }, heldId))),
  ],
  forms: [
    onForm(parkIdeaForm, 'read', (values, { link }) => write((context: Write) => parkIdea(context, values, link))),
    onForm(parkThingForm, 'read', (values, which) => write((context: Write) => parkSubject(context, which, values))),
    onForm(parkAnyForm, 'read', (values) => write((context: Write) => parkAny(context, values))),
    onForm(reviveAnyForm, 'read', ({ thing, reason }) => write((context: Write) => revive(context, thing, reason))),
    onForm(reviveForm, 'read', ({ reason }, { key }) => write((context: Write) => revive(context, key, reason))),
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
};
