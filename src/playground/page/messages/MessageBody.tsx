import { useMemo } from 'react';
import type { Container, Message } from '../../wire/protocol.ts';
import { BlockList } from '../blocks/BlockList.tsx';
import { FormContext } from '../forms/FormContext.ts';
import { useForm } from '../forms/useForm.ts';
import { Mrkdwn } from '../text/Mrkdwn.tsx';

/** Blocks where there are any; `text` is then only for notifications and screen readers. */
export function MessageBody({ message }: { readonly message: Message }) {
  const { channel, ts, blocks } = message;
  const container = useMemo<Container>(() => ({ type: 'message', channel, ts }), [channel, ts]);
  const { form } = useForm({ container, surface: 'message', blocks, revision: message.editedTs ?? ts });
  if (blocks.length === 0)
    return (
      <div className="mrkdwn">
        <Mrkdwn text={message.text} />
      </div>
    );
  return (
    <FormContext value={form}>
      <BlockList blocks={blocks} />
    </FormContext>
  );
}
