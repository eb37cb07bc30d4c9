import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActResult } from '../../wire/protocol.ts';
import { optionItem } from './optionItem.ts';
import type { PickerItem } from './PickerItem.ts';

const PAUSE = 250;

type Loaded = NonNullable<ActResult['options']>;

/** Asks the bot for a select's options while the person types; a late answer to an old query is dropped. */
export function useOptions(load: (query: string) => Promise<Loaded>, least: number) {
  const [items, setItems] = useState<readonly PickerItem[]>([]);
  const [state, setState] = useState<'short' | 'loading' | 'ready'>('short');
  const turn = useRef(0);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = useCallback(
    (query: string) => {
      turn.current += 1;
      const mine = turn.current;
      clearTimeout(timer.current);
      if (query.length < least) {
        setItems([]);
        setState('short');
        return;
      }
      setState('loading');
      timer.current = window.setTimeout(async () => {
        const options = await load(query);
        if (mine !== turn.current) return;
        setItems(options.map(toItem));
        setState('ready');
      }, PAUSE);
    },
    [load, least],
  );

  return { items, state, search };
}

function toItem({ text, value, description }: Loaded[number]): PickerItem {
  return optionItem({
    text: { type: 'plain_text', text },
    value,
    ...(description ? { description: { type: 'plain_text' as const, text: description } } : {}),
  });
}
