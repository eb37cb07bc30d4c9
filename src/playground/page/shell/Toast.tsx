import { IconButton } from '../ui/IconButton.tsx';

interface Props {
  readonly text: string;
  /** Without it the toast goes when its cause does. */
  readonly onDismiss?: () => void;
}

export function Toast({ text, onDismiss }: Props) {
  return (
    <div className="toast">
      <p>{text}</p>
      {onDismiss && <IconButton icon="close" label={`Dismiss: ${text}`} onClick={onDismiss} />}
    </div>
  );
}
