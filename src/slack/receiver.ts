import type { Receiver } from '@slack/bolt';

/** A way in which Slack's requests arrive: HTTP or a socket. */
export interface Listening {
  readonly receiver: Receiver;
  /**
   * Requests may come from now on.
   * @throws Error that says what to set when Slack does not let us in
   */
  readonly open: () => Promise<void>;
  /** No further requests. */
  readonly close: () => Promise<void>;
}
