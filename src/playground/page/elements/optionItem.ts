import type { OptionJson } from '../blocks/json.ts';
import { withEmoji } from '../text/emoji.ts';
import type { PickerItem } from './PickerItem.ts';

export function optionItem(option: OptionJson, group?: string): PickerItem {
  return {
    key: option.value ?? option.text.text,
    label: withEmoji(option.text.text),
    note: option.description?.text,
    group,
    raw: option,
  };
}
