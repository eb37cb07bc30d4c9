import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from '../ui/IconButton.tsx';

interface Props {
  readonly title: string;
  readonly note?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PanelFrame({ title, note, onClose, children }: Props) {
  const id = useId();
  const box = useRef<HTMLElement>(null);

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const field = box.current?.querySelector<HTMLElement>('textarea') ?? box.current?.querySelector<HTMLElement>('button');
    field?.focus({ preventScroll: true });
    return () => {
      // Only a focus that went away with the panel is given back; somebody who moved on stays where they are.
      if (document.activeElement === document.body && before?.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <aside
      className="panel"
      ref={box}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className="panel-head">
        <div>
          <h2 id={id}>{title}</h2>
          {note && <p>{note}</p>}
        </div>
        <IconButton icon="close" label={`Close ${title.toLowerCase()}`} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}
