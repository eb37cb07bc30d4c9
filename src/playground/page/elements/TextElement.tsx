import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ElementJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';

/** Slack waits a moment before it tells the bot about typing. */
const PAUSE = 400;

export function TextElement({ element }: { readonly element: ElementJson }) {
  const { value, type, send, aria, slot } = useElement(element);
  const text = (value?.value ?? '') as string;
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const triggers = slot.dispatches ? (element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']) : [];
  const change = (next: string) => {
    type({ value: next || null });
    if (!triggers.includes('on_character_entered')) return;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void send({ value: next || null }), PAUSE);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || element.multiline || !triggers.includes('on_enter_pressed')) return;
    // Here Enter means "tell the bot", not "submit the form".
    event.preventDefault();
    void send({ value: text || null });
  };

  const shared = {
    ...aria,
    className: 'field',
    value: text,
    placeholder: element.placeholder?.text,
    maxLength: element.type === 'plain_text_input' ? (element.max_length ?? 3000) : undefined,
    onKeyDown,
  };
  if (element.multiline) return <textarea {...shared} rows={3} onChange={(event) => change(event.target.value)} />;
  return (
    <input {...shared} type="text" inputMode={inputMode(element)} autoComplete="off" onChange={(event) => change(event.target.value)} />
  );
}

function inputMode(element: ElementJson) {
  switch (element.type) {
    case 'number_input':
      return element.is_decimal_allowed ? 'decimal' : 'numeric';
    case 'email_text_input':
      return 'email';
    case 'url_text_input':
      return 'url';
    default:
      return 'text';
  }
}
