import type { Receiver, ReceiverEvent } from '@slack/bolt';
import type { Log } from './base/options.ts';

type AckFn = ReceiverEvent['ack'];

/**
 * The same receiver, with an empty answer to what nobody here answers, at once: kinds of requests that Slack adds, or entries of an
 * older manifest. Bolt itself would wait three seconds, and then call it an error.
 */
export function answered(receiver: Receiver, log: Log): Receiver {
  return {
    init: (app) =>
      receiver.init({
        // Of the App a receiver calls nothing else.
        processEvent: async (event: ReceiverEvent) => {
          let acknowledged = false;
          const ack: AckFn = async (answer) => {
            acknowledged = true;
            await event.ack(answer);
          };
          await app.processEvent({ ...event, ack });
          if (acknowledged) return;
          log.warn({}, 'Slack sent something that nothing here answers');
          await event.ack();
        },
      } as unknown as typeof app),
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}
