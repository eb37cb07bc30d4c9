import { randomBytes } from 'node:crypto';
import type { BlockJson } from '../../wire/protocol.ts';
import { isObject, type Json, objects } from '../judge/json.ts';

/** Slack gives every block and every interactive element an id when the app gave none. */
export function withIds(blocks: readonly unknown[]): readonly BlockJson[] {
  return objects(blocks).map((block) => withId(block) as BlockJson);
}

function withId(block: Json): Json {
  const id = { block_id: block.block_id ?? shortId() };
  switch (block.type) {
    case 'section':
      return isObject(block.accessory) ? { ...block, ...id, accessory: withActionId(block.accessory) } : { ...block, ...id };
    case 'input':
      return isObject(block.element) ? { ...block, ...id, element: withActionId(block.element) } : { ...block, ...id };
    case 'actions':
    case 'context_actions':
      return { ...block, ...id, elements: objects(block.elements).map(withActionId) };
    case 'card':
      return block.actions ? { ...block, ...id, actions: objects(block.actions).map(withActionId) } : { ...block, ...id };
    case 'carousel':
      return { ...block, ...id, elements: objects(block.elements).map(withId) };
    case 'container':
      return { ...block, ...id, child_blocks: objects(block.child_blocks).map(withId) };
    default:
      return { ...block, ...id };
  }
}

function withActionId(element: Json): Json {
  if (element.type === 'image') return element;
  return { ...element, action_id: element.action_id ?? shortId() };
}

function shortId(): string {
  return randomBytes(4).toString('base64url');
}
