import { channelLabel } from '../app/names.ts';
import { usePlayground } from '../app/playground.ts';
import { Composer } from '../composer/Composer.tsx';
import { MessageItem } from '../messages/MessageItem.tsx';
import { MessageLog } from '../messages/MessageLog.tsx';
import { PanelFrame } from './PanelFrame.tsx';

export function ThreadPanel({ ts }: { readonly ts: string }) {
  const { snapshot, route, go } = usePlayground();
  const messages = snapshot.messages[route.channel] ?? [];
  const root = messages.find((message) => message.ts === ts);
  const replies = messages.filter((message) => message.threadTs === ts && message.ts !== ts);
  return (
    <PanelFrame title="Thread" note={channelLabel(snapshot, route.channel)} onClose={() => go({ thread: undefined })}>
      <MessageLog label="Thread" messages={replies}>
        {root ? <MessageItem message={root} inThread /> : <p className="empty">The first message is gone.</p>}
        {replies.length > 0 && (
          <p className="thread-count">
            <span>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
          </p>
        )}
      </MessageLog>
      <Composer channel={route.channel} threadTs={ts} />
    </PanelFrame>
  );
}
