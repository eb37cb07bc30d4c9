import { paragraph } from '../../chat/block.ts';
import type { Outcome } from '../../chat/outcome.ts';
import { LATE, within } from '../../edge/within.ts';
import { readHanded } from '../parse/handed.ts';
import type { Turn } from '../parse/turn.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { type DialogAnswer, dialog } from './dialog.ts';

const LATE_WORDS = 'That took too long to open. Please pick it from the message’s menu again.';

/** Answers an entry of a message's menu with a dialog: usually a form in which the message is filled in. Never throws. */
export async function onHanded(deps: Deps, turn: Turn, value: unknown): Promise<DialogAnswer> {
  const first = await within(answer(deps, turn, value), deps.timing.answer);
  // The message is not kept, so only its menu can hand it over again.
  const outcome: Outcome = first === LATE ? { type: 'message', blocks: [paragraph(LATE_WORDS)], replayed: false } : first;
  return dialog(deps, turn, { outcome, sealed: undefined, ofForm: false });
}

async function answer(deps: Deps, turn: Turn, value: unknown): Promise<Outcome> {
  try {
    const handed = readHanded(value);
    if (!handed) return { type: 'nothing' };
    return await deps.chat({ type: 'shortcut', sender: turn.sender, deliveryId: turn.deliveryId, ...handed });
  } catch (error) {
    return broken(error, 'message action', deps.log);
  }
}
