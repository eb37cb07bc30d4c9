import type { ElementJson, OptionJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';
import { Choice } from './Choice.tsx';

export function CheckboxesElement({ element }: { readonly element: ElementJson }) {
  const { value, choose, aria, busy } = useElement(element);
  const chosen = (value?.selected_options ?? []) as readonly OptionJson[];
  const isChosen = (option: OptionJson) => chosen.some((one) => one.value === option.value);
  const toggle = (option: OptionJson) => {
    // In the order of the options, as Slack sends them.
    const next = (element.options ?? []).filter((one) => (one === option ? !isChosen(one) : isChosen(one)));
    void choose({ selected_options: next });
  };
  const { 'aria-required': _required, 'aria-invalid': _invalid, ...group } = aria;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and the label stands outside
    <div className="choices" role="group" {...group} aria-busy={busy}>
      {(element.options ?? []).map((option) => (
        <Choice
          key={option.value}
          type="checkbox"
          option={option}
          checked={isChosen(option)}
          invalid={aria['aria-invalid']}
          onPick={() => toggle(option)}
        />
      ))}
    </div>
  );
}
