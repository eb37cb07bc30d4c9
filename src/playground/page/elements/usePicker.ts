import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PickerItem } from './PickerItem.ts';

interface Options {
  readonly items: readonly PickerItem[];
  readonly selected: readonly PickerItem[];
  readonly multi: boolean;
  readonly max?: number;
  readonly onChange: (next: readonly PickerItem[]) => void;
  /** Set when somebody else filters. */
  readonly onSearch?: (query: string) => void;
}

/** State and keys of a combobox: type to filter, arrows to move, Enter to choose, Escape to close. */
export function usePicker({ items, selected, multi, max, onChange, onSearch }: Options) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const needle = query.trim().toLowerCase();
  const shown = onSearch || !needle ? items : items.filter((item) => `${item.label} ${item.note ?? ''}`.toLowerCase().includes(needle));
  const active = Math.min(at, shown.length - 1);
  const isSelected = (item: PickerItem) => selected.some((one) => one.key === item.key);

  const close = () => {
    setOpen(false);
    setQuery('');
  };
  const show = () => {
    if (open) return;
    setOpen(true);
    setAt(Math.max(0, multi ? 0 : items.findIndex(isSelected)));
    onSearch?.('');
  };
  const search = (text: string) => {
    setOpen(true);
    setQuery(text);
    setAt(0);
    onSearch?.(text);
  };
  const pick = (item: PickerItem) => {
    if (!multi) {
      close();
      if (!isSelected(item)) onChange([item]);
      return;
    }
    setQuery('');
    if (isSelected(item)) onChange(selected.filter((one) => one.key !== item.key));
    else if (!max || selected.length < max) onChange([...selected, item]);
  };

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      const target = event.target as Element;
      if (box.current?.contains(target) || list.current?.contains(target)) return;
      setOpen(false);
      setQuery('');
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const current = shown[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (open && shown.length) setAt((active + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length);
      else show();
    } else if (event.key === 'Enter' && open) {
      if (current) pick(current);
    } else if (event.key === 'Escape' && open) {
      close();
      event.stopPropagation();
    } else if (event.key === 'Backspace' && multi && !query && selected.length) {
      onChange(selected.slice(0, -1));
    } else if (event.key === 'Tab') {
      close();
      return;
    } else return;
    event.preventDefault();
  };

  return { open, query, shown, active, setAt, box, list, show, close, search, pick, isSelected, onKeyDown };
}
