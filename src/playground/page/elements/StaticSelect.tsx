import type { ElementJson, OptionJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';
import { optionItem } from './optionItem.ts';
import { Picker } from './Picker.tsx';

export function StaticSelect({ element }: { readonly element: ElementJson }) {
  const { value, choose, aria, busy, slot } = useElement(element);
  const multi = element.type.startsWith('multi_');
  const chosen = (multi ? value?.selected_options : [value?.selected_option].filter(Boolean)) as readonly OptionJson[];
  const items = [
    ...(element.options ?? []).map((option) => optionItem(option)),
    ...(element.option_groups ?? []).flatMap((group) => group.options.map((option) => optionItem(option, group.label.text))),
  ];
  return (
    <Picker
      aria={aria}
      busy={busy}
      multi={multi}
      max={element.max_selected_items}
      clearable={slot.inInput && slot.optional}
      placeholder={element.placeholder?.text ?? (multi ? 'Choose some' : 'Choose one')}
      items={items}
      selected={(chosen ?? []).map((option) => optionItem(option))}
      onChange={(next) => {
        const options = next.map((item) => item.raw);
        void choose(multi ? { selected_options: options } : { selected_option: options[0] ?? null });
      }}
    />
  );
}
