import type { Button } from '../../chat/block.ts';
import { LIMITS } from '../base/limits.ts';
import type { ActionSet, CardAction } from './adaptive-card.ts';
import { drawButton } from './button.ts';
import type { Drawing } from './drawing.ts';
import { fitText } from './fit-text.ts';

/** Buttons in rows of what stands side by side even in a narrow window. Titles get shorter only when the card is full. */
export function drawButtons(buttons: readonly Button[], bytes: number, at: Drawing): ActionSet[] {
  return fitText(LIMITS.button.label, bytes, (chars) => {
    const drawn = buttons.map((button) => drawButton(button, at, Math.min(chars, LIMITS.button.label)));
    return rows(drawn).map((actions, index): ActionSet => ({ type: 'ActionSet', ...(index > 0 ? { spacing: 'Small' } : {}), actions }));
  });
}

function rows(actions: readonly CardAction[]): CardAction[][] {
  const all: CardAction[][] = [];
  let letters = Number.POSITIVE_INFINITY;
  for (const action of actions) {
    const wide = (action.title ?? '').length + BORDERS;
    const row = all.at(-1);
    if (row && row.length < LIMITS.row.actions && letters + wide <= LIMITS.row.letters) {
      row.push(action);
      letters += wide;
    } else {
      all.push([action]);
      letters = wide;
    }
  }
  return all;
}

/** What stands around a title takes as much room as this many letters. */
const BORDERS = 4;
