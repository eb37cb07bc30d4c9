import { usePlayground } from '../app/playground.ts';
import type { Notice } from '../app/useNotices.ts';
import { Toast } from './Toast.tsx';

interface Props {
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: string) => void;
  readonly trouble: string | null;
}

/** Above everything, also above modals: the bot's silence, the page's own refusals, a lost connection. */
export function Toasts({ notices, onDismiss, trouble }: Props) {
  const { snapshot, act } = usePlayground();
  return (
    <section className="toasts" role="alert" aria-label="Alerts">
      {trouble && <Toast text={trouble} />}
      {snapshot.alerts.map((alert) => (
        <Toast key={alert.id} text={alert.text} onDismiss={() => void act({ type: 'dismissAlert', id: alert.id })} />
      ))}
      {notices.map((notice) => (
        <Toast key={notice.id} text={notice.text} onDismiss={() => onDismiss(notice.id)} />
      ))}
    </section>
  );
}
