import { useContext } from 'react';
import { usePlayground } from '../app/playground.ts';
import type { ElementJson } from '../blocks/json.ts';
import { useFormContext } from './FormContext.ts';
import { SlotContext } from './SlotContext.ts';

type Held = Readonly<Record<string, unknown>>;

/** What every interactive element needs: its value, a way to change it, and its labels for assistive technology. */
export function useElement(element: ElementJson) {
  const form = useFormContext();
  const slot = useContext(SlotContext);
  const { confirm } = usePlayground();

  const allowed = async () => !element.confirm || slot.inInput || confirm(element.confirm);

  return {
    form,
    slot,
    value: form.read(slot.blockId, element),
    busy: form.busy === `${slot.blockId}/${element.action_id ?? ''}`,
    /** Keeps a value without telling the bot: typing. */
    type: (held: Held) => form.write(slot.blockId, element, { type: element.type, ...held }),
    /** Keeps a value and tells the bot where its block does so: choosing. */
    choose: async (held: Held) => {
      if (slot.dispatches && !(await allowed())) return;
      form.write(slot.blockId, element, { type: element.type, ...held });
      if (slot.dispatches) await form.dispatch(slot.blockId, element, held);
    },
    /** Tells the bot only: buttons and overflow menus. */
    send: async (held: Held) => {
      if (await allowed()) await form.dispatch(slot.blockId, element, held);
    },
    /** For the focusable node. An element outside of an input block is named by its placeholder. */
    aria: {
      'data-first-focus': element.focus_on_load || undefined,
      'aria-labelledby': slot.labelId,
      'aria-label': slot.labelId ? undefined : (element.placeholder?.text ?? element.accessibility_label),
      'aria-describedby': slot.describedBy,
      'aria-invalid': slot.invalid || undefined,
      'aria-required': (slot.inInput && !slot.optional) || undefined,
    },
  };
}
