import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { onward, reviveAnyForm, reviveForm, reviveIdea } from '../../kit/offers/parking.ts';
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
    onAction(reviveIdea, 'read', ({ ideaId }) => read((context: Read) => openRevive(context, { ideaId }))),
    onAction(onward, 'read', ({ ideaId, as }) => read((context: Read) => goOn(context, ideaId, as))),
  ],
  forms: [
    onForm(reviveAnyForm, 'read', ({ thing, reason }) => write((context: Write) => reopen(context, thing, reason))),
    onForm(reviveForm, 'read', ({ reason }, { key }) => write((context: Write) => reopen(context, key, reason))),
  ],
};
