import { Fragment, type RefObject, useEffect } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { usePlacement } from '../ui/usePlacement.ts';
import type { PickerItem } from './PickerItem.ts';

interface Props {
  readonly id: string;
  readonly anchor: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly items: readonly PickerItem[];
  readonly active: number;
  readonly multi: boolean;
  readonly hint?: string;
  readonly isSelected: (item: PickerItem) => boolean;
  readonly onPick: (item: PickerItem) => void;
  readonly onHover: (index: number) => void;
}

export function PickerList({ id, anchor, list, items, active, multi, hint, isSelected, onPick, onHover }: Props) {
  const style = usePlacement(anchor, true);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active, list]);

  return (
    <div
      ref={list}
      id={`${id}-list`}
      className="menu"
      role="listbox"
      aria-label="Options"
      aria-multiselectable={multi}
      style={style}
      tabIndex={-1}
    >
      {(hint || !items.length) && (
        <p className="menu-empty" role="status">
          {hint ?? 'Nothing matches'}
        </p>
      )}
      {!hint &&
        items.map((item, index) => (
          <Fragment key={item.key}>
            {item.group && item.group !== items[index - 1]?.group && (
              <div className="menu-group" role="presentation">
                {item.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the combobox, which names this option */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: an option of a combobox never takes the focus */}
            <div
              id={`${id}-${index}`}
              data-at={index}
              role="option"
              aria-selected={isSelected(item)}
              className={`menu-item ${index === active ? 'menu-item-active' : ''}`}
              onPointerMove={() => onHover(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onPick(item)}
            >
              <span className="menu-text">
                <span>{item.label}</span>
                {item.note && <small>{item.note}</small>}
              </span>
              {isSelected(item) && <Icon name="check" size={16} />}
            </div>
          </Fragment>
        ))}
    </div>
  );
}
