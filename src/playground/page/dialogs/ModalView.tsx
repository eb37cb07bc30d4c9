import { type FormEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { Container, View } from '../../wire/protocol.ts';
import { usePlayground } from '../app/playground.ts';
import { BlockList } from '../blocks/BlockList.tsx';
import { FormContext } from '../forms/FormContext.ts';
import { useForm } from '../forms/useForm.ts';
import { validate } from '../forms/validate.ts';
import { Json } from '../panels/Json.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Dialog } from './Dialog.tsx';
import { useErrors } from './useErrors.ts';

interface Props {
  readonly view: View;
  readonly top: boolean;
  readonly depth: number;
}

export function ModalView({ view, top, depth }: Props) {
  const { act, me, route } = usePlayground();
  const [raw, setRaw] = useState(false);
  const [sending, setSending] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const { errors, onEdit, found, sent } = useErrors(view, body);
  const container = useMemo<Container>(() => ({ type: 'view', viewId: view.id }), [view.id]);
  const { form, state, edits } = useForm({ container, surface: 'modal', blocks: view.blocks, revision: view.hash, errors, onEdit });

  const close = useCallback(() => void act({ type: 'close', as: me.id, viewId: view.id }), [act, me.id, view.id]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending || !view.submit) return;
    const missing = validate(view.blocks, edits.current, route.channel);
    found(missing);
    if (Object.keys(missing).length) return;
    setSending(true);
    await act({ type: 'submit', as: me.id, viewId: view.id, state: state() });
    setSending(false);
    sent();
  };

  const count = Object.keys(errors).length;
  return (
    <Dialog
      title={view.title}
      top={top}
      onClose={close}
      tools={<IconButton icon="json" label="What the bot sent" aria-pressed={raw} onClick={() => setRaw(!raw)} />}
    >
      {raw && <Json value={view.raw} />}
      <form className="dialog-form" onSubmit={submit} noValidate hidden={raw} aria-busy={sending} data-depth={depth}>
        <div className="dialog-body" ref={body}>
          <FormContext value={form}>
            <BlockList blocks={view.blocks} />
          </FormContext>
        </div>
        <footer className="dialog-foot">
          <p className="dialog-status" role="status">
            {sending ? 'Sending …' : count > 0 ? `${count === 1 ? 'One field needs' : `${count} fields need`} a second look.` : ''}
          </p>
          <button type="button" className="button" onClick={close}>
            {view.close ?? (view.submit ? 'Cancel' : 'Close')}
          </button>
          {view.submit && (
            <button type="submit" className="button button-primary" aria-busy={sending} aria-disabled={sending}>
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
