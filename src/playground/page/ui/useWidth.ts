import { type RefObject, useLayoutEffect, useState } from 'react';

/** An element's width in pixels, kept up to date, within limits. */
export function useWidth(ref: RefObject<HTMLElement | null>, least: number, most: number): number {
  const [width, setWidth] = useState(most);
  useLayoutEffect(() => {
    const node = ref.current;
    if (!node) return;
    const measure = () => setWidth(Math.round(Math.max(least, Math.min(most, node.clientWidth))));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [ref, least, most]);
  return width;
}
