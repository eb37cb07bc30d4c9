import type { types } from '@slack/bolt';
import { showHome } from '../../chat/action.ts';
import { type Block, button, buttons, divider } from '../../chat/block.ts';
import { LIMITS } from '../base/limits.ts';
import { fallback } from './fallback.ts';
import { fitBlocks } from './fit-blocks.ts';
import { plainText } from './text-object.ts';

/**
 * The Home tab. What came of a button pressed there has no message to stand in, so it stands on top, until it is closed.
 *
 * @param answer null: nothing was pressed
 */
export function drawHome(page: readonly Block[], answer: readonly Block[] | null): types.HomeView {
  const all = answer === null ? page : [...answer, closing, divider, ...page];
  const drawn = fitBlocks(all, { blocks: LIMITS.view.blocks, chars: LIMITS.message.budget }, 'view');
  return { type: 'home', blocks: drawn.length > 0 ? drawn : [{ type: 'section', text: plainText(fallback(all), LIMITS.text) }] };
}

const closing = buttons(button('Close', showHome, {}, { hint: 'Close this answer' }));
