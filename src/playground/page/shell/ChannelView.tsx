import { useEffect } from 'react';
import { usePlayground } from '../app/playground.ts';
import { Composer } from '../composer/Composer.tsx';
import { channelMessages } from '../messages/group.ts';
import { MessageLog } from '../messages/MessageLog.tsx';
import { ChannelIntro } from './ChannelIntro.tsx';
import { Tips } from './Tips.tsx';
import { useTipsShown } from './tipsShown.ts';

export function ChannelView({ channelId }: { readonly channelId: string }) {
  const { snapshot, me, act } = usePlayground();
  const tips = useTipsShown();
  const channel = snapshot.channels.find((one) => one.id === channelId);
  const unread = channel?.unread ?? 0;

  useEffect(() => {
    if (unread === 0) return;
    const read = () => {
      if (document.visibilityState === 'visible') void act({ type: 'read', as: me.id, channel: channelId });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [unread, act, me.id, channelId]);

  if (!channel) return null;
  const messages = channelMessages(snapshot.messages[channelId] ?? []);
  return (
    <>
      <MessageLog label={`Messages in ${channel.name}`} messages={messages} days>
        <ChannelIntro channel={channel} />
      </MessageLog>
      {tips && <Tips />}
      <Composer channel={channelId} />
    </>
  );
}
