import { useId, useMemo } from 'react';
import { Element } from '../elements/Element.tsx';
import { type Slot, SlotContext } from '../forms/SlotContext.ts';
import { Text } from '../text/Text.tsx';
import type { ElementJson, TextJson } from './json.ts';

interface SectionJson {
  readonly text?: TextJson;
  readonly fields?: readonly TextJson[];
  readonly accessory?: ElementJson;
}

export function SectionBlock({ block, blockId }: { readonly block: SectionJson; readonly blockId: string }) {
  const id = useId();
  // The text beside an accessory is the only name most of them have; a button has its own.
  const labelled = block.text && block.accessory?.type !== 'button' && block.accessory?.type !== 'overflow';
  const slot = useMemo<Slot>(
    () => ({ blockId, dispatches: true, inInput: false, optional: true, invalid: false, labelId: labelled ? id : undefined }),
    [blockId, id, labelled],
  );
  return (
    <div className="block-section">
      <div className="block-section-body">
        {block.text && (
          <div className="mrkdwn" id={id}>
            <Text text={block.text} />
          </div>
        )}
        {block.fields && (
          <ul className="block-fields">
            {block.fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity and no state
              <li className="mrkdwn" key={index}>
                <Text text={field} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {block.accessory && (
        <SlotContext value={slot}>
          <div className="block-accessory">
            <Element element={block.accessory} />
          </div>
        </SlotContext>
      )}
    </div>
  );
}
