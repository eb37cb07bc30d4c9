import type { Message } from '../../wire/protocol.ts';
import { usePlayground } from '../app/playground.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';

/** What one can do with a message. Shown on hover and focus; always there for keyboards, screen readers and touch. */
export function MessageTools({ message, inThread }: { readonly message: Message; readonly inThread: boolean }) {
  const { snapshot, me, act, go, show } = usePlayground();
  const fromBot = message.user === snapshot.bot.id;
  const hidden = message.ephemeralFor !== undefined;
  const shortcuts = snapshot.shortcuts.filter((one) => one.type === 'message');
  const items = shortcuts.map((one) => ({
    key: one.callbackId,
    label: one.name,
    note: snapshot.bot.name,
    onChoose: () => void act({ type: 'shortcut', as: me.id, callbackId: one.callbackId, channel: message.channel, ts: message.ts }),
  }));
  return (
    <div className="message-tools">
      {/* Slack offers neither threads nor shortcuts on what only you see. */}
      {!inThread && !hidden && (
        <IconButton icon="thread" label="Reply in thread" onClick={() => go({ thread: message.threadTs ?? message.ts })} />
      )}
      {fromBot && (
        <IconButton
          icon="json"
          label="What the bot sent"
          onClick={() => show({ kind: 'raw', title: `Message ${message.ts}`, json: message.raw })}
        />
      )}
      {!hidden && items.length > 0 && <Menu label="More message actions" items={items} />}
    </div>
  );
}
