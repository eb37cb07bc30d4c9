import type { Message } from '../../wire/protocol.ts';
import { dateOfTs, dayKey } from '../text/time.ts';

const TOGETHER = 5 * 60;

interface Row {
  readonly message: Message;
  /** Set on the first message of a day. */
  readonly newDay: boolean;
  /** Follows closely on one by the same author: drawn without avatar and name. */
  readonly follows: boolean;
}

export function rowsOf(messages: readonly Message[], zone: string): Row[] {
  return messages.map((message, index) => {
    const former = messages[index - 1];
    const newDay = !former || dayKey(dateOfTs(former.ts), zone) !== dayKey(dateOfTs(message.ts), zone);
    const close =
      former !== undefined &&
      former.user === message.user &&
      former.ephemeralFor === message.ephemeralFor &&
      Number(message.ts) - Number(former.ts) < TOGETHER;
    return { message, newDay, follows: close && !newDay };
  });
}

/** What stands in the channel itself: replies are in their threads, unless the first message is not to be seen. */
export function channelMessages(messages: readonly Message[]): readonly Message[] {
  const roots = new Set(messages.filter((one) => !one.threadTs || one.threadTs === one.ts).map((one) => one.ts));
  return messages.filter((one) => !one.threadTs || one.threadTs === one.ts || !roots.has(one.threadTs));
}
