import type { Button } from '../../chat/block.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import type { CardAction, PressedData, Submit } from './adaptive-card.ts';
import type { Drawing } from './drawing.ts';
import { literal } from './literal.ts';

/**
 * A button as an action. The ladder:
 * 1. One whose answer is a form asks for a dialog, in a chat whose client has them.
 * 2. In a chat `Action.Execute`, whose answer may take the card's place, with `Action.Submit` for clients that do not know it.
 * 3. In a dialog `Action.Submit`: universal actions do not work there.
 *
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 *
 * @param label most characters of its title
 * @throws Error when the data is too long: a mistake of ours, as data holds ids and never texts
 */
export function drawButton(button: Button, at: Drawing, label: number = LIMITS.button.label): CardAction {
  const data: PressedData = { act: button.action, data: button.data, ...(button.nonce === undefined ? {} : { nonce: button.nonce }) };
  if (JSON.stringify(data).length > LIMITS.button.data) throw new Error(`The data of a “${button.action}” button is too long for a card.`);
  const hint = oneLine(button.hint ?? '');
  const base = {
    title: literal(shorten(isolate(oneLine(button.label)), label)) || '…',
    ...(button.style === undefined ? {} : { style: STYLES[button.style] }),
    ...(hint === '' || hint === oneLine(button.label) ? {} : { tooltip: literal(shorten(isolate(hint), LIMITS.button.hint)) }),
    ...(at.inForm ? { associatedInputs: 'none' as const } : {}),
  };
  const submit: Submit = { type: 'Action.Submit', ...base, data };
  if (at.surface === 'chat' && at.caps.dialogs && button.opens === 'form')
    return { ...submit, data: { ...data, msteams: { type: 'task/fetch' } } };
  return at.surface === 'dialog' ? submit : { type: 'Action.Execute', verb: 'act', ...base, data, fallback: submit };
}

const STYLES = { primary: 'positive', danger: 'destructive' } as const;
