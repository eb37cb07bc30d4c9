import type { types } from '@slack/bolt';
import type { Button } from '../../chat/block.ts';
import { oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import { plainText } from './text-object.ts';

/**
 * A button. Its `action_id` is the action's name; a second button of that name in one block gets `#2`, because Slack refuses
 * the same id twice in a block (parse/action.ts takes it off again). What the button carries travels in `value`.
 *
 * @param nth which button of this action it is in its block, from 1
 * @throws Error when name or data do not fit: a mistake of ours, as data holds ids and never texts
 */
export function slackButton(button: Button, nth = 1, label: number = LIMITS.button.label): types.Button {
  const value = JSON.stringify({ d: button.data, n: button.nonce });
  const action_id = nth === 1 ? button.action : `${button.action}#${nth}`;
  if (value.length > LIMITS.button.value) throw new Error(`The data of a “${button.action}” button is longer than Slack carries.`);
  if (action_id.length > LIMITS.id) throw new Error(`The action name “${button.action}” is longer than Slack takes.`);
  const hint = oneLine(button.hint ?? '');
  return {
    type: 'button',
    text: plainText(button.label, label),
    action_id,
    value,
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(hint === '' ? {} : { accessibility_label: shorten(hint, LIMITS.button.hint) }),
  };
}

/** The buttons of one block, with ids that differ. */
export function slackButtons(buttons: readonly Button[], label?: number): types.Button[] {
  const seen = new Map<string, number>();
  return buttons.map((button) => {
    const nth = (seen.get(button.action) ?? 0) + 1;
    seen.set(button.action, nth);
    return slackButton(button, nth, label);
  });
}
