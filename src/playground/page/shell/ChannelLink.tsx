import type { ReactNode } from 'react';
import { usePlayground } from '../app/playground.ts';
import { formatRoute } from '../app/route.ts';

interface Props {
  readonly to: string;
  readonly label: string;
  readonly unread: number;
  readonly mark: ReactNode;
}

export function ChannelLink({ to, label, unread, mark }: Props) {
  const { me, route, go } = usePlayground();
  const here = route.channel === to;
  return (
    <li>
      <a
        href={formatRoute({ as: me.id, channel: to })}
        className={`channel ${here ? 'channel-here' : ''} ${unread ? 'channel-unread' : ''}`}
        aria-current={here ? 'page' : undefined}
        onClick={(event) => {
          // With a modifier the browser opens it elsewhere: two people side by side.
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          go({ channel: to });
        }}
      >
        <span className="channel-mark" aria-hidden="true">
          {mark}
        </span>
        <span className="channel-name">{label}</span>
        {unread > 0 && (
          <span className="badge">
            {unread}
            <span className="hidden"> unread</span>
          </span>
        )}
      </a>
    </li>
  );
}
