import { useEffect, useRef, useState } from 'react';
import { usePlayground } from '../app/playground.ts';
import type { ElementJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';
import { fromUnix, toUnix } from '../forms/zoned.ts';

const PAUSE = 900;
const INPUT = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' } as const;

/** The browser's own pickers: good on a phone, known to screen readers. */
export function DateElement({ element }: { readonly element: ElementJson }) {
  const { me } = usePlayground();
  const { value, type, choose, aria, slot, busy } = useElement(element);
  const kind = element.type as keyof typeof INPUT;
  const kept = toInput(kind, value, me.zone);
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const held = (text: string) => fromInput(kind, text, element.timezone ?? me.zone);
  const change = (text: string) => {
    if (!slot.dispatches) return type(held(text));
    // Typing a year passes through 0002, 0020 and 0202: the bot hears of the date once the person has paused.
    setDraft(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      setDraft(null);
      if (text && text !== kept) void choose(held(text));
    }, PAUSE);
  };

  const label = aria['aria-label'] ?? (aria['aria-labelledby'] ? undefined : kind === 'timepicker' ? 'Time' : 'Date');
  return (
    <input
      {...aria}
      aria-label={label}
      aria-busy={busy}
      className="field field-date"
      type={INPUT[kind]}
      value={draft ?? kept}
      onChange={(event) => change(event.target.value)}
    />
  );
}

function toInput(kind: keyof typeof INPUT, value: Readonly<Record<string, unknown>> | null, zone: string): string {
  if (kind === 'datepicker') return (value?.selected_date as string | null) ?? '';
  if (kind === 'timepicker') return (value?.selected_time as string | null) ?? '';
  const unix = value?.selected_date_time as number | null | undefined;
  return unix ? fromUnix(unix, zone) : '';
}

function fromInput(kind: keyof typeof INPUT, text: string, zone: string): Readonly<Record<string, unknown>> {
  if (kind === 'datepicker') return { selected_date: text || null };
  if (kind === 'timepicker') return { selected_time: text || null, timezone: zone };
  return { selected_date_time: text ? toUnix(text, zone) : null };
}
