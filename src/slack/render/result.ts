import type { types } from '@slack/bolt';
import type { Block } from '../../chat/block.ts';
import { LIMITS } from '../base/limits.ts';
import { fallback } from './fallback.ts';
import { fitBlocks } from './fit-blocks.ts';
import { plainText } from './text-object.ts';

/** A modal that only tells: what became of a form, where no message can say it. */
export function drawResult(title: string, blocks: readonly Block[]): types.ModalView {
  const drawn = fitBlocks(blocks, { blocks: LIMITS.view.blocks, chars: LIMITS.message.budget }, 'view');
  return {
    type: 'modal',
    title: plainText(title, LIMITS.view.title),
    close: plainText('Close', LIMITS.view.button),
    blocks: drawn.length > 0 ? drawn : [{ type: 'section', text: plainText(fallback(blocks), LIMITS.text) }],
  };
}
