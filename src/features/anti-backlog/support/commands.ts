import { type Feature, onAction } from '../../../chat/feature.ts';
import { write } from '../../../chat/handler.ts';
import type { Access, Write } from '../../kit/access.ts';
import { supportThing } from '../../kit/offers/likeness.ts';
import { support as supportIt } from './support.ts';

/** “I want this too”, of what is there already (row E4). */
export const support: Feature<Access> = {
  name: 'support',
  commands: [],
  actions: [onAction(supportThing, 'read', ({ kind, id, heldId }) => write((context: Write) => supportIt(context, { kind, id }, heldId)))],
  forms: [],
};
