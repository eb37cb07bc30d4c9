import type { Block } from '../../chat/block.ts';
import { inWords } from '../../chat/shown/in-words.ts';
import { shorten } from '../../chat/shown/legible.ts';
import type { CardCapabilities } from '../base/capabilities.ts';
import { LIMITS } from '../base/limits.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { asCalled } from './called.ts';
import { drawCard } from './draw-card.ts';

/** A message: a card, and in plain words what notifications and the list of chats show of it. */
export interface TeamsMessage {
  readonly summary: string;
  readonly card: AdaptiveCard;
}

export function drawMessage(blocks: readonly Block[], caps: CardCapabilities): TeamsMessage {
  return {
    summary: shorten(asCalled(inWords(blocks)), LIMITS.summary),
    card: drawCard(blocks, { caps, surface: 'chat', inForm: false }),
  };
}
