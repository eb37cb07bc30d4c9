import type { Block } from '../../chat/block.ts';
import type { CardCapabilities } from '../base/capabilities.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { drawCard } from './draw-card.ts';

/** A dialog that only tells: what became of a form or of a button in one. The dialog has its title and way out from Teams. */
export function drawResult(blocks: readonly Block[], caps: CardCapabilities): AdaptiveCard {
  return drawCard(blocks, { caps, surface: 'dialog', inForm: false });
}
