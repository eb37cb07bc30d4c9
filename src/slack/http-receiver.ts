import type { ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import { describeError } from './base/describe-error.ts';
import type { Log } from './base/options.ts';
import { sdkLog } from './base/sdk-log.ts';
import type { GuardedRequest } from './guard/guard.ts';
import type { Listening } from './receiver.ts';

export const EVENTS_PATH = '/slack/events';

/**
 * Bolt's receiver for HTTP behind our own door: what it hears is verified and read already (guard/), so its own verification is off;
 * it is given no secret at all. It is never started: there is one HTTP server, in web/.
 */
export function httpReceiver(log: Log): Listening & { readonly handle: (request: GuardedRequest, response: ServerResponse) => void } {
  const receiver = new HTTPReceiver({
    signingSecret: '',
    signatureVerification: false,
    endpoints: EVENTS_PATH,
    logger: sdkLog(log),
    processEventErrorHandler: async ({ error, response }) => {
      // Our handlers do not throw, so it was the body that Bolt could not make sense of.
      if (!response.headersSent) response.writeHead(400).end();
      log.error(describeError(error), 'Bolt could not process a request');
      return true;
    },
    unhandledRequestHandler: ({ response }) => {
      log.error({}, 'A request of Slack was not answered within three seconds');
      if (!response.headersSent) response.writeHead(503).end();
    },
  });
  return {
    receiver,
    open: async () => {},
    close: async () => {},
    handle: (request, response) => receiver.requestListener(request, response),
  };
}
