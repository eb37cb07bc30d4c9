import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR = 80;
/** Room above an answer that is read from its beginning. */
const ABOVE = 8;

/** Keeps a log at its end while the reader is there; a reader who has scrolled up is told instead. */
export function useStickToEnd(last: string | undefined, mine: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [missed, setMissed] = useState(false);

  const toEnd = useCallback(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    setMissed(false);
  }, []);

  // One's own message, and the bot's answer to it, always come into sight; an answer taller than the log from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `last` is the trigger
  useLayoutEffect(() => {
    if (!atEnd.current && !mine) return setMissed(true);
    toEnd();
    const node = box.current;
    const newest = mine ? node?.querySelector<HTMLElement>('.message:last-of-type') : null;
    if (!node || !newest || newest.offsetHeight <= node.clientHeight) return;
    atEnd.current = false;
    node.scrollTop += newest.getBoundingClientRect().top - node.getBoundingClientRect().top - ABOVE;
  }, [last, mine, toEnd]);

  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const onScroll = () => {
      atEnd.current = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR;
      if (atEnd.current) setMissed(false);
    };
    // An edited message, a loaded image or a taller composer move the end as well.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) node.scrollTop = node.scrollHeight;
    });
    observer.observe(node);
    if (node.firstElementChild) observer.observe(node.firstElementChild);
    node.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      node.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { box, missed, toEnd };
}
