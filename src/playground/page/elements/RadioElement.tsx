import type { ElementJson, OptionJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';
import { Choice } from './Choice.tsx';

export function RadioElement({ element }: { readonly element: ElementJson }) {
  const { value, choose, aria, busy, slot, form } = useElement(element);
  const chosen = value?.selected_option as OptionJson | null;
  const name = `${JSON.stringify(form.container)}/${slot.blockId}/${element.action_id}`;
  return (
    <div className="choices" role="radiogroup" {...aria} aria-busy={busy}>
      {(element.options ?? []).map((option) => (
        <Choice
          key={option.value}
          type="radio"
          name={name}
          option={option}
          checked={chosen?.value === option.value}
          onPick={() => void choose({ selected_option: option })}
        />
      ))}
    </div>
  );
}
