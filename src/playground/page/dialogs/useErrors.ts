import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react';
import type { View } from '../../wire/protocol.ts';

type Errors = Readonly<Record<string, string>>;

/**
 * What stands at the fields: the page's own findings, else the bot's. An error goes when its field is edited, and comes
 * back only with the next submit. After a submit the first wrong field gets the focus.
 */
export function useErrors(view: View, body: RefObject<HTMLElement | null>) {
  const [own, setOwn] = useState<Errors>({});
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const [turn, setTurn] = useState(0);

  const errors = useMemo(() => {
    const all = { ...view.errors, ...own };
    return Object.fromEntries(Object.entries(all).filter(([blockId]) => !edited.has(blockId)));
  }, [view.errors, own, edited]);

  const onEdit = useCallback((blockId: string) => setEdited((now) => (now.has(blockId) ? now : new Set([...now, blockId]))), []);
  const found = useCallback((next: Errors) => {
    setOwn(next);
    setEdited(new Set());
    if (Object.keys(next).length) setTurn((now) => now + 1);
  }, []);
  const sent = useCallback(() => setTurn((now) => now + 1), []);

  useEffect(() => {
    if (turn === 0) return;
    const wrong = body.current?.querySelector('.block-input-wrong');
    wrong?.querySelector<HTMLElement>('input, textarea')?.focus();
    wrong?.scrollIntoView({ block: 'center' });
  }, [turn, body]);

  return { errors, onEdit, found, sent };
}
