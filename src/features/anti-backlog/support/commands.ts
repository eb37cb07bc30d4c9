import type { Feature } from '../../../chat/feature.ts';
import type { Access } from '../../kit/access.ts';
import { supportThing } from '../../kit/offers/likeness.ts';
import { onWrite } from '../../kit/on.ts';
import { support as supportIt } from './support.ts';

/** “I want this too”, of what is there already (row E4). */
export const support: Feature<Access> = {
  name: 'support',
  commands: [],
  actions: [onWrite(supportThing, 'read', (context, { kind, id, heldId }) => supportIt(context, { kind, id }, heldId))],
  forms: [],
};
