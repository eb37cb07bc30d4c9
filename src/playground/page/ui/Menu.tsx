import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { usePlacement } from './usePlacement.ts';

interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  /** Drawn before the label. */
  readonly mark?: ReactNode;
  /** Set in a menu where one item is the current one. */
  readonly checked?: boolean;
  readonly onChoose: () => void;
}

interface Props {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: IconName;
  /** Instead of an icon. */
  readonly children?: ReactNode;
  readonly className?: string;
  readonly width?: number;
  readonly busy?: boolean;
}

/** A menu button: arrow keys move, Enter chooses, Escape closes and gives the focus back. */
export function Menu({ label, items, icon = 'more', children, className = 'icon-button', width = 240, busy }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const style = usePlacement(button, open, width);

  useEffect(() => {
    if (!open) return;
    const entries = list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [];
    ([...entries].find((entry) => entry.getAttribute('aria-checked') === 'true') ?? entries[0])?.focus();
    const outside = (event: PointerEvent) => {
      const target = event.target as Element;
      if (!list.current?.contains(target) && !button.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) entries.at(to % entries.length)?.focus();
    else if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else return;
    if (event.key !== 'Tab') event.preventDefault();
    // An Escape that closed the menu must not close the modal around it as well.
    event.stopPropagation();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={children ? undefined : label}
        title={children ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-busy={busy}
        onClick={() => setOpen(!open)}
      >
        {children ?? <Icon name={icon} />}
      </button>
      {open && (
        <div ref={list} id={id} role="menu" tabIndex={-1} aria-label={label} className="menu" style={style} onKeyDown={onKeyDown}>
          {items.map((item) => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is checked only where the role takes it
            <button
              key={item.key}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              tabIndex={-1}
              className="menu-item"
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.mark}
              <span className="menu-text">
                <span>{item.label}</span>
                {item.note && <small>{item.note}</small>}
              </span>
              {item.checked && <Icon name="check" size={16} />}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
