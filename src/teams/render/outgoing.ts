import type { Block } from '../../chat/block.ts';
import type { CardCapabilities } from '../base/capabilities.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { drawMessage } from './message.ts';

/** A message as the connector takes it: one card, and the line that notifications show. */
export interface Outgoing {
  readonly type: 'message';
  /** Not `text`, which Teams would show above the card a second time. */
  readonly summary: string;
  readonly attachments: readonly [{ readonly contentType: typeof CARD_TYPE; readonly content: AdaptiveCard }];
}

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** Blocks as a message. */
export function messageOf(blocks: readonly Block[], caps: CardCapabilities): Outgoing {
  const { summary, card } = drawMessage(blocks, caps);
  return cardMessage(summary, card);
}

/** A card as a message. */
export function cardMessage(summary: string, card: AdaptiveCard): Outgoing {
  return { type: 'message', summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}
