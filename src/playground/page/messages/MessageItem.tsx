import type { Message } from '../../wire/protocol.ts';
import { authorOf } from '../app/names.ts';
import { usePlayground } from '../app/playground.ts';
import { clock, dateOfTs, plainDate } from '../text/time.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { MessageBody } from './MessageBody.tsx';
import { MessageTools } from './MessageTools.tsx';
import { ThreadSummary } from './ThreadSummary.tsx';

interface Props {
  readonly message: Message;
  readonly follows?: boolean;
  readonly inThread?: boolean;
}

export function MessageItem({ message, follows = false, inThread = false }: Props) {
  const { snapshot, me } = usePlayground();
  const author = authorOf(snapshot, message.user);
  const at = dateOfTs(message.ts);
  const time = clock(at, me.zone);
  const hidden = message.ephemeralFor !== undefined;
  return (
    <article
      className={`message ${hidden ? 'message-hidden' : ''} ${follows ? 'message-follows' : ''}`}
      aria-label={`${author.name}, ${time}`}
    >
      <div className="message-side">{follows ? <time className="message-late">{time}</time> : <Avatar author={author} />}</div>
      <div className="message-main">
        {hidden && (
          <p className="only-you">
            <Icon name="eye" size={14} /> Only visible to you
          </p>
        )}
        {!follows && (
          <header className="message-head">
            <span className="message-name">{author.name}</span>
            {author.bot && <span className="app-tag">APP</span>}
            <time title={`${plainDate(at, me.zone)}, ${time} (${me.zone})`}>{time}</time>
          </header>
        )}
        <MessageBody message={message} />
        {message.editedTs && <span className="edited">(edited)</span>}
        {!inThread && <ThreadSummary message={message} />}
      </div>
      <MessageTools message={message} inThread={inThread} />
    </article>
  );
}
