import type { Block } from '../../chat/block.ts';
import { inWords } from '../../chat/shown/in-words.ts';
import { LIMITS } from '../base/limits.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { card } from './card.ts';
import type { Drawing } from './drawing.ts';
import { fitBlocks } from './fit-blocks.ts';
import { size } from './size.ts';
import { drawWords } from './words.ts';

/** Blocks as a whole card, which is never empty. */
export function drawCard(blocks: readonly Block[], at: Drawing): AdaptiveCard {
  const body = fitBlocks(blocks, LIMITS.card.bytes - size(card([], at.caps)), at);
  return card(body.length > 0 ? body : [drawWords(inWords([]))], at.caps);
}
