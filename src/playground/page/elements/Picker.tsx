import { type AriaAttributes, useId, useRef } from 'react';
import { Icon } from '../ui/Icon.tsx';
import type { PickerItem } from './PickerItem.ts';
import { PickerList } from './PickerList.tsx';
import { usePicker } from './usePicker.ts';

interface Props {
  readonly items: readonly PickerItem[];
  readonly selected: readonly PickerItem[];
  readonly multi: boolean;
  readonly max?: number;
  readonly clearable: boolean;
  readonly busy: boolean;
  readonly placeholder: string;
  readonly aria: AriaAttributes;
  readonly onChange: (next: readonly PickerItem[]) => void;
  readonly onSearch?: (query: string) => void;
  /** Instead of a list: searching, or type more. */
  readonly hint?: string;
}

/** Every select of Block Kit: a combobox with a list under it, chips for what a multi select holds. */
export function Picker(props: Props) {
  const { selected, multi, clearable, busy, placeholder, aria, onChange, hint } = props;
  const picker = usePicker(props);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const label = multi ? '' : (selected[0]?.label ?? '');

  return (
    <div className={`picker ${multi ? 'picker-multi' : ''}`} ref={picker.box} aria-busy={busy}>
      {multi &&
        selected.map((item) => (
          <span className="chip" key={item.key}>
            {item.label}
            <button
              type="button"
              aria-label={`Remove ${item.label}`}
              onClick={() => onChange(selected.filter((one) => one.key !== item.key))}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
      <input
        ref={input}
        {...aria}
        aria-label={aria['aria-label'] ?? (aria['aria-labelledby'] ? undefined : placeholder)}
        role="combobox"
        aria-expanded={picker.open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={picker.open && picker.shown.length ? `${id}-${picker.active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        className="picker-input"
        placeholder={multi && selected.length ? '' : label || placeholder}
        value={picker.open ? picker.query : label}
        onClick={picker.show}
        onChange={(event) => picker.search(event.target.value)}
        onKeyDown={picker.onKeyDown}
        onBlur={(event) => !picker.list.current?.contains(event.relatedTarget) && picker.close()}
      />
      {clearable && !multi && selected.length > 0 && (
        <button type="button" className="picker-clear" aria-label={`Clear ${label}`} onClick={() => onChange([])}>
          <Icon name="close" size={14} />
        </button>
      )}
      <Icon name="down" size={16} />
      {picker.open && (
        <PickerList
          id={id}
          anchor={picker.box}
          list={picker.list}
          items={picker.shown}
          active={picker.active}
          multi={multi}
          hint={hint}
          isSelected={picker.isSelected}
          onPick={(item) => {
            picker.pick(item);
            input.current?.focus();
          }}
          onHover={picker.setAt}
        />
      )}
    </div>
  );
}
