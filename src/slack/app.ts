import { App, type Receiver } from '@slack/bolt';
import type { InFlight } from '../edge/in-flight.ts';
import { clientOptions } from './base/client.ts';
import { sdkLog } from './base/sdk-log.ts';
import { onAction } from './handle/action.ts';
import { onCommand } from './handle/command.ts';
import type { Deps } from './handle/deps.ts';
import { onHome } from './handle/home.ts';
import { onShortcut } from './handle/shortcut.ts';
import { onSubmission } from './handle/submission.ts';
import { onSuggestion } from './handle/suggestion.ts';
import { createOnTyping } from './handle/typing.ts';
import { parseTyping } from './parse/typing.ts';

export interface BoltOptions {
  readonly receiver: Receiver;
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly deps: Deps;
  readonly inFlight: InFlight;
}

/** Bolt's App: which of our handlers answers what, however it arrives. */
export function createBolt(options: BoltOptions): void {
  const { deps, inFlight, receiver } = options;
  const logger = sdkLog(deps.log);
  const app = new App({
    receiver,
    logger,
    clientOptions: clientOptions(options.apiUrl, deps.log),
    // No state of conversations is kept in memory, and the only event is an opened Home tab.
    convoStore: false,
    ignoreSelf: false,
    authorize: async () => ({ botToken: options.botToken }),
  });
  app.command('/flow', ({ body, ack }) => inFlight.track(onCommand(deps, body, async (answer) => ack(answer))));
  const onTyping = createOnTyping();
  app.action(/^/u, ({ body, ack }) => {
    const typing = parseTyping(body);
    return inFlight.track(typing ? ack().then(() => onTyping(deps, typing)) : onAction(deps, body, async () => ack()));
  });
  app.options(/^/u, ({ body, ack }) => inFlight.track(onSuggestion(deps, body, async (found) => ack(found))));
  app.shortcut(/^/u, ({ body, ack }) => inFlight.track(onShortcut(deps, body, async () => ack())));
  app.event('app_home_opened', ({ body }) => inFlight.track(onHome(deps, body)));
  app.view(/^/u, ({ body, ack }) => inFlight.track(onSubmission(deps, body, async (answer) => ack(answer))));
}
