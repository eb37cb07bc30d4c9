import { useMemo } from 'react';
import { Element } from '../elements/Element.tsx';
import { type Slot, SlotContext } from '../forms/SlotContext.ts';
import type { ElementJson } from './json.ts';

export function ActionsBlock({
  block,
  blockId,
}: {
  readonly block: { readonly elements: readonly ElementJson[] };
  readonly blockId: string;
}) {
  const slot = useMemo<Slot>(() => ({ blockId, dispatches: true, inInput: false, optional: true, invalid: false }), [blockId]);
  return (
    <SlotContext value={slot}>
      <div className="block-actions">
        {block.elements.map((element, index) => (
          <Element key={element.action_id ?? index} element={element} />
        ))}
      </div>
    </SlotContext>
  );
}
