import type { Button } from '../../chat/block.ts';
import type { CardElement, ColumnSet } from './adaptive-card.ts';
import { drawButton } from './button.ts';
import type { Drawing } from './drawing.ts';
import { drawWords } from './words.ts';

/** A text with a button at its side. */
export function beside(text: CardElement, button: Button, at: Drawing): ColumnSet {
  return {
    type: 'ColumnSet',
    columns: [
      { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: [text] },
      {
        type: 'Column',
        width: 'auto',
        verticalContentAlignment: 'Center',
        items: [{ type: 'ActionSet', actions: [drawButton(button, at)] }],
      },
    ],
  };
}

/** "and 12 more", with the button that shows them. */
export function tail(left: number, more: Button | undefined, at: Drawing): CardElement {
  const words = drawWords(`and ${left} more`);
  return more ? beside(words, more, at) : words;
}
