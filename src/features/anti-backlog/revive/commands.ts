import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { onward, reviveAnyForm, reviveForm, reviveIdea } from '../../kit/offers/parking.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { goOn } from './onward.ts';
import { openRevive, openReviveAny, revive as reopen } from './revive.ts';
import { reviveTyped } from './revive-words.ts';

/** Reopening what was parked, with what changed (row E6). */
export const revive: Feature<Access> = {
  name: 'revive',
  commands: [
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
          : write((context: Write) => reopen(context, key, reason));
      },
    }),
  ],
  actions: [
    onRead(reviveIdea, 'read', (context, { ideaId }) => openRevive(context, { ideaId })),
    onRead(onward, 'read', (context, { ideaId, as }) => goOn(context, ideaId, as)),
  ],
  forms: [
    onSubmit(reviveAnyForm, 'read', (context, { thing, reason }) => reopen(context, thing, reason)),
    onSubmit(reviveForm, 'read', (context, { reason }, { key }) => reopen(context, key, reason)),
  ],
};
