import { useEffect, useRef } from 'react';
import type { Suggestion } from './completion.ts';

interface Props {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly at: number;
  readonly onPick: (suggestion: Suggestion) => void;
  readonly onHover: (index: number) => void;
}

export function CompletionList({ id, suggestions, at, onPick, onHover }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector(`#${CSS.escape(`${id}-${at}`)}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);

  return (
    <div className="completion">
      <div className="completion-list" ref={box} id={id} role="listbox" aria-label="Commands" tabIndex={-1}>
        {suggestions.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the composer, which names this option
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the composer
          <div
            key={one.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={`completion-item ${index === at ? 'completion-item-active' : ''}`}
            onPointerMove={() => onHover(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(one)}
          >
            <span className="completion-line">
              <b>{one.label}</b> {one.usage && <i>{one.usage}</i>}
            </span>
            <span className="completion-summary">{one.summary}</span>
          </div>
        ))}
      </div>
      <p className="completion-keys" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Tab</kbd> accept <kbd>Esc</kbd> close
      </p>
    </div>
  );
}
