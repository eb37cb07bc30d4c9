import type { Block, Button } from './block.ts';

/**
 * Gives each button a nonce, so that two clicks on one drawn button are one act, while the same act offered again in a
 * later message is a new one. Done once, before the reply is stored: a repeat shows the same buttons.
 */
export function stamp(blocks: readonly Block[], newId: () => string): Block[] {
  const stampButton = (button: Button): Button => (button.nonce === undefined ? { ...button, nonce: newId() } : button);
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'buttons':
        return { ...block, buttons: block.buttons.map(stampButton) };
      case 'list': {
        const entries = block.entries.map((one) => (one.button ? { ...one, button: stampButton(one.button) } : one));
        return block.more ? { ...block, entries, more: stampButton(block.more) } : { ...block, entries };
      }
      case 'table':
        return block.more ? { ...block, more: stampButton(block.more) } : block;
      case 'chart':
      case 'heading':
      case 'paragraph':
      case 'facts':
      case 'note':
      case 'divider':
        return block;
      default: {
        const unknown: never = block;
        return unknown;
      }
    }
  });
}
