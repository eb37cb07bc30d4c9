import { usePlayground } from '../app/playground.ts';

export function ChannelMention({ id, label }: { readonly id: string; readonly label?: string }) {
  const { snapshot, go } = usePlayground();
  const channel = snapshot.channels.find((one) => one.id === id);
  if (!channel) return <span className="mention">#{label ?? id}</span>;
  return (
    <button type="button" className="mention mention-link" onClick={() => go({ channel: id })}>
      #{channel.name}
    </button>
  );
}
