import { type ReactNode, useId, useRef } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import { useDialogFocus } from './useDialogFocus.ts';

interface Props {
  readonly title: string;
  /** The upmost dialog answers to keys; the ones under it wait. */
  readonly top: boolean;
  readonly onClose: () => void;
  /** Between title and close button. */
  readonly tools?: ReactNode;
  readonly small?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
  readonly describedBy?: string;
  readonly children: ReactNode;
}

export function Dialog({ title, top, onClose, tools, small, role = 'dialog', describedBy, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useDialogFocus(box, top, onClose);
  return (
    <div className="backdrop" inert={!top}>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles it may have take aria-modal */}
      <div
        ref={box}
        className={`dialog ${small ? 'dialog-small' : ''}`}
        role={role}
        aria-modal="true"
        aria-labelledby={id}
        aria-describedby={describedBy}
        tabIndex={-1}
      >
        <header className="dialog-head">
          <h2 id={id}>{title}</h2>
          {tools}
          <IconButton icon="close" label="Close" onClick={onClose} />
        </header>
        {children}
      </div>
    </div>
  );
}
