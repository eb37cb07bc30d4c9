import { Fragment, type ReactNode } from 'react';
import type { Message } from '../../wire/protocol.ts';
import { usePlayground } from '../app/playground.ts';
import { DayDivider } from './DayDivider.tsx';
import { rowsOf } from './group.ts';
import { MessageItem } from './MessageItem.tsx';
import { useStickToEnd } from './useStickToEnd.ts';

interface Props {
  readonly label: string;
  readonly messages: readonly Message[];
  /** Above the first message. */
  readonly children?: ReactNode;
  readonly days?: boolean;
}

export function MessageLog({ label, messages, children, days = false }: Props) {
  const { me } = usePlayground();
  const last = messages.at(-1);
  const { box, missed, toEnd } = useStickToEnd(last?.ts, last?.user === me.id || last?.ephemeralFor === me.id);
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the log scrolls, also by keyboard */}
      <div className="log" ref={box} role="log" aria-live="polite" aria-label={label} tabIndex={0}>
        <div className="log-content">
          {children}
          {rowsOf(messages, me.zone).map(({ message, newDay, follows }) => (
            <Fragment key={message.ts}>
              {days && newDay && <DayDivider ts={message.ts} />}
              <MessageItem message={message} follows={follows} inThread={!days} />
            </Fragment>
          ))}
        </div>
      </div>
      {missed && (
        <button type="button" className="log-missed" onClick={toEnd}>
          New messages ↓
        </button>
      )}
    </div>
  );
}
