import { useCallback, useState } from 'react';
import { usePlayground } from '../app/playground.ts';
import { draftKey, setDraft } from './drafts.ts';
import { remember } from './history.ts';

export function useSend(channel: string, threadTs: string | undefined) {
  const { me, act, notify } = usePlayground();
  const [waiting, setWaiting] = useState(0);

  const send = useCallback(
    async (typed: string) => {
      const text = typed.trim();
      if (!text) return;
      const command = text.startsWith('/');
      if (command && threadTs) {
        notify(`Slash commands don't work in threads. Type ${text.split(' ')[0]} in the channel.`);
        return;
      }
      remember(me.id, text);
      setDraft(draftKey(me.id, channel, threadTs), '');
      setWaiting((now) => now + 1);
      const as = me.id;
      await act(command ? { type: 'command', as, channel, text } : { type: 'say', as, channel, text, ...(threadTs ? { threadTs } : {}) });
      setWaiting((now) => now - 1);
    },
    [me.id, channel, threadTs, act, notify],
  );

  return { send, sending: waiting > 0 };
}
