import { ConfirmDialog } from '../dialogs/ConfirmDialog.tsx';
import { ModalStack } from '../dialogs/ModalStack.tsx';
import { Shell } from '../shell/Shell.tsx';
import { Toasts } from '../shell/Toasts.tsx';
import { usePlayground } from './playground.ts';
import type { Question } from './useConfirm.ts';
import type { Notice } from './useNotices.ts';

interface Props {
  readonly question: Question | null;
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: string) => void;
  readonly trouble: string | null;
}

/** Bottom to top: the page, modals, a confirm dialog, toasts. What lies under a dialog is inert; toasts never are. */
export function Layers({ question, notices, onDismiss, trouble }: Props) {
  const { snapshot } = usePlayground();
  return (
    <>
      <Shell inert={snapshot.modals.length > 0 || question !== null} />
      <ModalStack covered={question !== null} />
      {question && <ConfirmDialog key={question.confirm.title.text} question={question} />}
      <Toasts notices={notices} onDismiss={onDismiss} trouble={trouble} />
    </>
  );
}
