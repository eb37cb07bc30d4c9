import { useId, useMemo } from 'react';
import { Element } from '../elements/Element.tsx';
import { useFormContext } from '../forms/FormContext.ts';
import { type Slot, SlotContext } from '../forms/SlotContext.ts';
import { Text } from '../text/Text.tsx';
import type { ElementJson, TextJson } from './json.ts';

interface InputJson {
  readonly label: TextJson;
  readonly hint?: TextJson;
  readonly element: ElementJson;
  readonly optional?: boolean;
  readonly dispatch_action?: boolean;
}

export function InputBlock({ block, blockId }: { readonly block: InputJson; readonly blockId: string }) {
  const id = useId();
  const { errorOf } = useFormContext();
  const error = errorOf(blockId);
  const { optional = false, dispatch_action: dispatches = false, hint } = block;
  const slot = useMemo<Slot>(
    () => ({
      blockId,
      dispatches,
      inInput: true,
      optional,
      labelId: `${id}-label`,
      describedBy: [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined,
      invalid: error !== undefined,
    }),
    [blockId, dispatches, optional, id, error, hint],
  );
  return (
    <div className={`block-input ${error ? 'block-input-wrong' : ''}`} data-block={blockId}>
      <div className="label" id={`${id}-label`}>
        <Text text={block.label} />
        {optional && <span className="optional"> (optional)</span>}
      </div>
      <SlotContext value={slot}>
        <Element element={block.element} />
      </SlotContext>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          <Text text={hint} />
        </p>
      )}
    </div>
  );
}
