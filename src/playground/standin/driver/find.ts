import type { Container, Message, View } from '../../wire/protocol.ts';
import type { Json } from '../judge/json.ts';
import { elementsOf, labelOf, optionsOf, type Placed } from '../world/elements.ts';
import { chosen } from './values.ts';

export interface Wanted {
  readonly actionId?: string;
  /** Text of the button or of an overflow menu's entry. */
  readonly label?: string;
  /** Narrows the search when an action id stands in several blocks. */
  readonly blockId?: string;
  /** What to choose in a select, date picker, …: by text or value. */
  readonly choose?: unknown;
}

export function containerOf(shown: Message | View): Container {
  return 'hash' in shown ? { type: 'view', viewId: shown.id } : { type: 'message', channel: shown.channel, ts: shown.ts };
}

/** The `action` of a click on what a test names. Throws with what there is when it is not there. */
export function findAction(shown: Message | View, wanted: Wanted): Json {
  const all = elementsOf(shown.blocks);
  const found = all.find((placed) => matches(placed, wanted));
  if (!found) {
    const known = all.map(({ element }) => `${String(element.action_id)} (${labelOf(element.text) || String(element.type)})`);
    throw new Error(`Nothing to click for ${JSON.stringify(wanted)}. There is: ${known.join(', ') || 'nothing'}`);
  }
  const { block, element } = found;
  const base = { type: element.type, block_id: block.block_id, action_id: element.action_id };
  if (element.type === 'button' || element.type === 'icon_button' || element.type === 'workflow_button') return base;
  if (element.type === 'feedback_buttons') return { ...base, value: wanted.choose };
  return { ...base, ...chosen(element, wanted.choose ?? wanted.label) };
}

function matches({ block, element }: Placed, wanted: Wanted): boolean {
  if (wanted.blockId !== undefined && block.block_id !== wanted.blockId) return false;
  if (wanted.actionId !== undefined) return element.action_id === wanted.actionId;
  if (wanted.label === undefined) return wanted.blockId !== undefined;
  if (labelOf(element.text) === wanted.label) return true;
  return element.type === 'overflow' && optionsOf(element).some((option) => labelOf(option.text) === wanted.label);
}
