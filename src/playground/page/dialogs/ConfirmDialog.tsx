import { useId } from 'react';
import type { Question } from '../app/useConfirm.ts';
import { Text } from '../text/Text.tsx';
import { Dialog } from './Dialog.tsx';

export function ConfirmDialog({ question }: { readonly question: Question }) {
  const id = useId();
  const { confirm, answer } = question;
  return (
    <Dialog title={confirm.title.text} top small role="alertdialog" describedBy={id} onClose={() => answer(false)}>
      <div className="dialog-body mrkdwn" id={id}>
        <Text text={confirm.text} />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => answer(false)}>
          <Text text={confirm.deny} />
        </button>
        <button type="button" className={`button button-${confirm.style ?? 'primary'}`} data-first-focus onClick={() => answer(true)}>
          <Text text={confirm.confirm} />
        </button>
      </footer>
    </Dialog>
  );
}
