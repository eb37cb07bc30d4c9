import { usePlayground } from '../app/playground.ts';
import { HOME } from '../app/route.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ChannelLink } from './ChannelLink.tsx';

export function ChannelList() {
  const { snapshot } = usePlayground();
  const { bot, channels } = snapshot;
  const author = { id: bot.id, name: bot.name, bot: true };
  return (
    <nav className="channels" aria-label="Channels and messages">
      <h2>Channels</h2>
      <ul>
        {channels
          .filter((channel) => channel.kind === 'channel')
          .map((channel) => (
            <ChannelLink
              key={channel.id}
              to={channel.id}
              label={channel.name}
              unread={channel.unread}
              mark={<span className="hash">#</span>}
            />
          ))}
      </ul>
      <h2>Direct messages</h2>
      <ul>
        {channels
          .filter((channel) => channel.kind === 'direct')
          .map((channel) => (
            <ChannelLink
              key={channel.id}
              to={channel.id}
              label={bot.name}
              unread={channel.unread}
              mark={<Avatar author={author} size="tiny" />}
            />
          ))}
      </ul>
      <h2>App</h2>
      <ul>
        <ChannelLink to={HOME} label="Home tab" unread={0} mark={<Icon name="home" />} />
      </ul>
    </nav>
  );
}
