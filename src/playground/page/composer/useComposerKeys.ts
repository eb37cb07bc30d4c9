import { type KeyboardEvent, useRef } from 'react';
import { usePlayground } from '../app/playground.ts';
import { setDraft } from './drafts.ts';
import { recall } from './history.ts';
import type { useCompletion } from './useCompletion.ts';

interface Options {
  readonly text: string;
  /** The draft's key. */
  readonly draft: string;
  readonly completion: ReturnType<typeof useCompletion>;
  readonly send: (text: string) => Promise<void>;
}

/** Enter sends or accepts, Tab accepts, arrows move in the list or through what was sent before, Escape closes the list. */
export function useComposerKeys({ text, draft, completion, send }: Options) {
  const { me } = usePlayground();
  const back = useRef(0);

  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes a word, all keys are its own.
    if (event.nativeEvent.isComposing) return;
    const { open, chosen, suggestions } = completion;
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    const accept = chosen ?? (event.key === 'Tab' ? suggestions[0] : undefined);

    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) completion.move(event.key === 'ArrowDown' ? 1 : -1);
    else if (open && event.key === 'Escape') completion.dismiss();
    else if (open && plain && accept && (event.key === 'Tab' || event.key === 'Enter')) setDraft(draft, accept.line);
    else if (event.key === 'Enter' && !event.shiftKey) {
      back.current = 0;
      void send(text);
    } else if (plain && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      // Only from an empty line or one that was recalled untouched: elsewhere the arrows move the caret.
      if (text !== (recall(me.id, back.current) ?? '')) back.current = 0;
      if (text && back.current === 0) return;
      const next = Math.max(0, back.current + (event.key === 'ArrowUp' ? 1 : -1));
      const line = next === 0 ? '' : recall(me.id, next);
      if (line === undefined) return;
      back.current = next;
      setDraft(draft, line);
    } else return;
    event.preventDefault();
  };
}
