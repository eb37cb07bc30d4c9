import { Refusal } from '../model/rights/refusal.ts';
import { runCommand } from './action.ts';
import { type Block, button, buttons, paragraph } from './block.ts';

/** A refusal in a message: what is so, why, and the one thing to do, as a button where it is one. */
export function refusalBlocks(refusal: Refusal): Block[] {
  const { offer } = refusal;
  return [
    paragraph(refusal.next ? `${refusal.message} ${refusal.next}` : refusal.message),
    ...(offer ? [buttons(button(offer.label, runCommand, { text: offer.words }, { style: 'primary' }))] : []),
  ];
}

/** A refusal in one sentence, for a form's field. */
export function refusalText(refusal: Refusal): string {
  return refusal.next ? `${refusal.message} ${refusal.next}` : refusal.message;
}

/** Our own mistake. The id finds the log line; nothing was changed. */
export function brokenBlocks(requestId: string): Block[] {
  return [
    paragraph(`Something broke on our side, and nothing was changed. Try again; if it stays, tell your admin this number: ${requestId}.`),
  ];
}

/** Asked faster than we answer (edge/slow-down.ts). Nothing was looked at. */
export function tooFast(seconds: number): Refusal {
  const when = seconds < 90 ? (seconds === 1 ? 'a second' : `${seconds} seconds`) : `${Math.ceil(seconds / 60)} minutes`;
  return new Refusal('too_fast', 'That was more than I can do at once, so this one was left out.', `Try it again in ${when}.`);
}
