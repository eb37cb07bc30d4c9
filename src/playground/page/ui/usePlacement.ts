import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react';

const GAP = 4;
const MARGIN = 8;
const TALLEST = 300;

/**
 * Where a popup goes: under its anchor, or above it where there is more room. `position: fixed`, so that a scrolling
 * modal body does not clip it; it follows the anchor while anything scrolls.
 */
export function usePlacement(anchor: RefObject<HTMLElement | null>, open: boolean, width?: number): CSSProperties {
  // Unseen until measured. Not `visibility: hidden`: a menu moves the focus into itself at once.
  const [style, setStyle] = useState<CSSProperties>({ position: 'fixed', opacity: 0 });

  useLayoutEffect(() => {
    if (!open) return;
    const place = () => {
      const rect = anchor.current?.getBoundingClientRect();
      if (!rect) return;
      const wide = Math.min(width ?? rect.width, innerWidth - 2 * MARGIN);
      const left = Math.max(MARGIN, Math.min(rect.left, innerWidth - wide - MARGIN));
      const below = innerHeight - rect.bottom - GAP - MARGIN;
      const above = rect.top - GAP - MARGIN;
      const room = below < 220 && above > below ? above : below;
      const side = room === below ? { top: rect.bottom + GAP } : { bottom: innerHeight - rect.top + GAP };
      setStyle({ position: 'fixed', left, width: wide, maxHeight: Math.min(TALLEST, room), ...side });
    };
    place();
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
    };
  }, [anchor, open, width]);

  return style;
}
