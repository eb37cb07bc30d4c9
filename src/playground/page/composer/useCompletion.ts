import { useMemo, useState } from 'react';
import type { CommandHint } from '../../wire/protocol.ts';
import { complete } from './completion.ts';

/** The list over the composer: where the mark is, and whether Escape has sent it away for this text. */
export function useCompletion(text: string, commands: readonly CommandHint[]) {
  const completion = useMemo(() => complete(text, commands), [text, commands]);
  const [moved, setMoved] = useState<{ readonly text: string; readonly at: number } | null>(null);
  const [dismissed, setDismissed] = useState<string | null>(null);

  const { suggestions, preferred, ghost } = completion;
  const open = suggestions.length > 0 && dismissed !== text;
  // A mark that was moved holds only for the text it was moved on.
  const at = moved?.text === text ? moved.at : preferred;

  return {
    open,
    suggestions,
    ghost,
    at: open ? at : -1,
    chosen: open ? suggestions[at] : undefined,
    move: (step: number) =>
      setMoved({ text, at: at < 0 && step < 0 ? suggestions.length - 1 : (at + step + suggestions.length) % suggestions.length }),
    mark: (index: number) => setMoved({ text, at: index }),
    dismiss: () => setDismissed(text),
  };
}
