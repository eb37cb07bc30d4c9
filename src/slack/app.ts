import type { ServerResponse } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import { clientOptions } from './client.ts';
import { describeError } from './describe-error.ts';
import type { GuardedRequest } from './guard/guard.ts';
import { onAction } from './handle/action.ts';
import { onCommand } from './handle/command.ts';
import type { Deps } from './handle/deps.ts';
import { onSubmission } from './handle/submission.ts';
import type { InFlight } from './in-flight.ts';
import { sdkLog } from './sdk-log.ts';

export const EVENTS_PATH = '/slack/events';

export interface BoltOptions {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly deps: Deps;
  readonly inFlight: InFlight;
}

/**
 * Bolt's App and receiver behind our own door: what it hears is verified and read already (guard/), so its own verification is off;
 * it is given no secret at all. The receiver is never started: there is one HTTP server, in web/.
 */
export function createBolt(options: BoltOptions): (request: GuardedRequest, response: ServerResponse) => void {
  const { deps, inFlight } = options;
  const logger = sdkLog(deps.log);
  const receiver = new HTTPReceiver({
    signingSecret: '',
    signatureVerification: false,
    endpoints: EVENTS_PATH,
    logger,
    processEventErrorHandler: async ({ error, response }) => {
      // Our handlers do not throw, so it was the body that Bolt could not make sense of.
      if (!response.headersSent) response.writeHead(400).end();
      deps.log.error(describeError(error), 'Bolt could not process a request');
      return true;
    },
    unhandledRequestHandler: ({ response }) => {
      deps.log.warn({}, 'Slack sent something that nothing here answers');
      if (!response.headersSent) response.writeHead(404).end();
    },
  });
  const app = new App({
    receiver,
    logger,
    clientOptions: clientOptions(options.apiUrl, deps.log),
    // No state of conversations is kept in memory, and no event is listened to.
    convoStore: false,
    ignoreSelf: false,
    authorize: async () => ({ botToken: options.botToken }),
  });
  app.command('/flow', ({ body, ack }) => inFlight.track(onCommand(deps, body, async (answer) => ack(answer))));
  app.action(/^/u, ({ body, ack }) => inFlight.track(onAction(deps, body, async () => ack())));
  app.view(/^/u, ({ body, ack }) => inFlight.track(onSubmission(deps, body, async (answer) => ack(answer))));
  return (request, response) => receiver.requestListener(request, response);
}
