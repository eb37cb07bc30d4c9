import { type RefObject, useEffect, useState } from 'react';

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]';

function focusables(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((node) => node.getClientRects().length > 0);
}

/** Moves the focus into a dialog, keeps Tab inside, closes on Escape, and gives the focus back at the end. */
export function useDialogFocus(box: RefObject<HTMLElement | null>, top: boolean, onEscape: () => void): void {
  // Read while rendering: once the dialog is there, the page under it is inert and has lost its focus.
  const [before] = useState(() => document.activeElement as HTMLElement | null);

  useEffect(() => {
    const asked = box.current?.querySelector<HTMLElement>('[data-first-focus]');
    // A group of choices cannot take the focus itself.
    const first = asked && (asked.querySelector<HTMLElement>('input') ?? asked);
    const field = box.current?.querySelector<HTMLElement>('.dialog-body input, .dialog-body textarea');
    (first ?? field ?? box.current)?.focus({ preventScroll: true });
    return () => {
      // After the page has stopped being inert, which the same commit does.
      requestAnimationFrame(() => {
        const back = before?.isConnected && before !== document.body ? before : document.querySelector<HTMLElement>('.composer textarea');
        if (!document.activeElement || document.activeElement === document.body) back?.focus({ preventScroll: true });
      });
    };
  }, [box, before]);

  useEffect(() => {
    if (!top) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        event.preventDefault();
        onEscape();
      } else if (event.key === 'Tab' && box.current) keepInside(event, box.current);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [top, onEscape, box]);
}

function keepInside(event: KeyboardEvent, box: HTMLElement): void {
  const nodes = focusables(box);
  const first = nodes[0];
  const last = nodes.at(-1);
  const active = document.activeElement;
  // A toast lies outside of the dialog and may be reached; everything else comes back in.
  if (active instanceof Element && active.closest('.toasts')) return;
  if (event.shiftKey && (active === first || active === box || !box.contains(active))) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && (active === last || !box.contains(active))) {
    event.preventDefault();
    first?.focus();
  }
}
