import type { Snapshot } from '../../wire/protocol.ts';
import { usePlayground } from '../app/playground.ts';
import type { ElementJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';
import { Picker } from './Picker.tsx';
import type { PickerItem } from './PickerItem.ts';

/** Users, conversations and channels: the same picker over what the workspace has. */
export function WhoSelect({ element }: { readonly element: ElementJson }) {
  const { snapshot } = usePlayground();
  const { value, choose, aria, busy, slot } = useElement(element);
  const multi = element.type.startsWith('multi_');
  const what = element.type.replace('multi_', '').replace('s_select', '') as 'user' | 'conversation' | 'channel';
  const key = multi ? `selected_${what}s` : `selected_${what}`;
  const ids = (multi ? value?.[key] : [value?.[key]].filter(Boolean)) as readonly string[];
  const items = what === 'user' ? peopleItems(snapshot) : channelItems(snapshot, what === 'channel' ? ['public'] : element.filter?.include);

  return (
    <Picker
      aria={aria}
      busy={busy}
      multi={multi}
      max={element.max_selected_items}
      clearable={slot.inInput && slot.optional}
      placeholder={element.placeholder?.text ?? (what === 'user' ? 'Choose a person' : 'Choose a channel')}
      items={items}
      selected={(ids ?? []).map((id) => items.find((item) => item.key === id) ?? { key: id, label: id, raw: id })}
      onChange={(next) => void choose({ [key]: multi ? next.map((item) => item.raw) : (next[0]?.raw ?? null) })}
    />
  );
}

function peopleItems(snapshot: Snapshot): PickerItem[] {
  return snapshot.people.map((person) => ({
    key: person.id,
    label: person.realName,
    note: `@${person.name} · ${person.role}`,
    raw: person.id,
  }));
}

function channelItems(snapshot: Snapshot, include: readonly string[] | undefined): PickerItem[] {
  return snapshot.channels
    .filter((channel) => !include || include.includes(channel.kind === 'direct' ? 'im' : 'public'))
    .map((channel) => ({
      key: channel.id,
      label: channel.kind === 'direct' ? snapshot.bot.name : `#${channel.name}`,
      note: channel.kind === 'direct' ? 'Direct message' : undefined,
      raw: channel.id,
    }));
}
