import type { Chat } from '../../chat/chat.ts';
import type { AskNames } from '../../edge/ask-names.ts';
import type { SlackClient } from '../base/client.ts';
import type { Log, People, Timing } from '../base/options.ts';
import type { Respond } from '../send/respond.ts';

/** What the handlers of Slack's requests work with. */
export interface Deps {
  readonly chat: Chat;
  readonly client: SlackClient;
  readonly respond: Respond;
  readonly people: People;
  readonly askNames: AskNames;
  readonly log: Log;
  readonly timing: Timing;
}
