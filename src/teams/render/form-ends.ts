import type { FormView } from '../../chat/form.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import type { CardAction, Submit } from './adaptive-card.ts';

/**
 * The ways out of a form. A dialog closes by itself and knows `Action.Submit` only; in a chat the card stays, so it can be cancelled.
 * Universal actions put the answer in the card's place.
 *
 * @param asks fields that have an input; a form that asks for nothing cannot be sent
 */
export function drawEnds(view: FormView, surface: 'chat' | 'dialog', asks: readonly string[]): CardAction[] {
  const send: Submit = {
    type: 'Action.Submit',
    title: shorten(isolate(oneLine(view.submit)), LIMITS.button.label) || '…',
    style: 'positive',
    data: { submit: view.form, draft: view.draftId, asks },
  };
  if (surface === 'dialog') return asks.length > 0 ? [send] : [];
  const cancel: Submit = {
    type: 'Action.Submit',
    title: 'Cancel',
    associatedInputs: 'none',
    data: { cancel: view.form, draft: view.draftId },
  };
  return [
    ...(asks.length > 0 ? [{ ...send, type: 'Action.Execute' as const, verb: 'submit' as const, fallback: send }] : []),
    { ...cancel, type: 'Action.Execute', verb: 'cancel', fallback: cancel },
  ];
}
