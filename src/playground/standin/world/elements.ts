import { isObject, isString, type Json, objects } from '../judge/json.ts';

/** An element and the block that holds it. */
export interface Placed {
  readonly block: Json;
  readonly element: Json;
}

/** Every element of these blocks, in the order they are drawn, also inside cards and containers. */
export function elementsOf(blocks: readonly unknown[]): Placed[] {
  return objects(blocks).flatMap((block) => {
    switch (block.type) {
      case 'section':
        return isObject(block.accessory) ? [{ block, element: block.accessory }] : [];
      case 'input':
        return isObject(block.element) ? [{ block, element: block.element }] : [];
      case 'actions':
      case 'context_actions':
        return objects(block.elements).map((element) => ({ block, element }));
      case 'card':
        return objects(block.actions).map((element) => ({ block, element }));
      case 'carousel':
        return elementsOf(objects(block.elements));
      case 'container':
        return elementsOf(objects(block.child_blocks));
      default:
        return [];
    }
  });
}

export function findElement(blocks: readonly unknown[], blockId: unknown, actionId: unknown): Placed | undefined {
  return elementsOf(blocks).find(({ block, element }) => block.block_id === blockId && element.action_id === actionId);
}

/** The options of a select, flat, groups opened. */
export function optionsOf(element: Json): readonly Json[] {
  return [...objects(element.options), ...objects(element.option_groups).flatMap((group) => objects(group.options))];
}

export function labelOf(value: unknown): string {
  if (isString(value)) return value;
  return isObject(value) && isString(value.text) ? value.text : '';
}
