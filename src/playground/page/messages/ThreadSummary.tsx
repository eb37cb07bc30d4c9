import type { Message } from '../../wire/protocol.ts';
import { authorOf } from '../app/names.ts';
import { usePlayground } from '../app/playground.ts';
import { clock, dateOfTs, nearDay, shortDate } from '../text/time.ts';
import { Avatar } from '../ui/Avatar.tsx';

const FACES = 3;

export function ThreadSummary({ message }: { readonly message: Message }) {
  const { snapshot, me, route, go } = usePlayground();
  const replies = (snapshot.messages[message.channel] ?? []).filter((one) => one.threadTs === message.ts && one.ts !== message.ts);
  const last = replies.at(-1);
  if (!last) return null;
  const at = dateOfTs(last.ts);
  const authors = [...new Set(replies.map((one) => one.user))].slice(0, FACES);
  return (
    <button type="button" className="thread-summary" aria-expanded={route.thread === message.ts} onClick={() => go({ thread: message.ts })}>
      {authors.map((id) => (
        <Avatar key={id} author={authorOf(snapshot, id)} size="tiny" />
      ))}
      <strong>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</strong>
      <span>
        last {nearDay(at, me.zone) ?? shortDate(at, me.zone)} at {clock(at, me.zone)}
      </span>
    </button>
  );
}
