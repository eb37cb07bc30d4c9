import type { ElementJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';
import { withEmoji } from '../text/emoji.ts';
import { Menu } from '../ui/Menu.tsx';

export function OverflowElement({ element }: { readonly element: ElementJson }) {
  const { send, busy } = useElement(element);
  const items = (element.options ?? []).map((option) => ({
    key: option.value ?? option.text.text,
    label: withEmoji(option.text.text),
    note: option.description?.text,
    onChoose: () => {
      if (option.url) open(option.url, '_blank', 'noopener');
      void send({ selected_option: option });
    },
  }));
  return <Menu label={element.accessibility_label ?? 'More actions'} items={items} className="button button-overflow" busy={busy} />;
}
