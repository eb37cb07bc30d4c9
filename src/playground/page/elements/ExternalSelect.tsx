import { useCallback } from 'react';
import { usePlayground } from '../app/playground.ts';
import type { ElementJson, OptionJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';
import { optionItem } from './optionItem.ts';
import { Picker } from './Picker.tsx';
import { useOptions } from './useOptions.ts';

/** Slack's default. */
const MIN_QUERY = 3;

export function ExternalSelect({ element }: { readonly element: ElementJson }) {
  const { value, choose, aria, busy, slot, form } = useElement(element);
  const { act, me } = usePlayground();
  const multi = element.type.startsWith('multi_');
  const chosen = (multi ? value?.selected_options : [value?.selected_option].filter(Boolean)) as readonly OptionJson[];
  const least = element.min_query_length ?? MIN_QUERY;
  const { container } = form;
  const { blockId } = slot;
  const actionId = element.action_id ?? '';

  const load = useCallback(
    async (query: string) => (await act({ type: 'options', as: me.id, container, blockId, actionId, query })).options ?? [],
    [act, me.id, container, blockId, actionId],
  );
  const { items, state, search } = useOptions(load, least);

  return (
    <Picker
      aria={aria}
      busy={busy}
      multi={multi}
      max={element.max_selected_items}
      clearable={slot.inInput && slot.optional}
      placeholder={element.placeholder?.text ?? 'Type to search'}
      items={items}
      selected={(chosen ?? []).map((option) => optionItem(option))}
      onSearch={search}
      hint={hint(state, least)}
      onChange={(next) => {
        const options = next.map((item) => item.raw);
        void choose(multi ? { selected_options: options } : { selected_option: options[0] ?? null });
      }}
    />
  );
}

function hint(state: 'short' | 'loading' | 'ready', least: number): string | undefined {
  if (state === 'loading') return 'Searching …';
  if (state === 'short') return least === 1 ? 'Type to search' : `Type ${least} characters or more`;
  return undefined;
}
