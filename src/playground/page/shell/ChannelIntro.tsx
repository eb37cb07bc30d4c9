import type { Channel } from '../../wire/protocol.ts';
import { usePlayground } from '../app/playground.ts';

/** Stands above the first message. */
export function ChannelIntro({ channel }: { readonly channel: Channel }) {
  const { snapshot } = usePlayground();
  const { bot, commands } = snapshot;
  const command = commands[0]?.command;
  if (channel.kind === 'direct')
    return (
      <div className="intro">
        <h2>{bot.name}</h2>
        <p>Only you and {bot.name} read this.</p>
      </div>
    );
  return (
    <div className="intro">
      <h2>#{channel.name}</h2>
      {channel.topic && <p>{channel.topic}</p>}
      {!channel.botIsMember && (
        <p>
          {bot.name} is not a member here: {command ? `it can answer ${command}, but` : 'it'} cannot post.
        </p>
      )}
    </div>
  );
}
