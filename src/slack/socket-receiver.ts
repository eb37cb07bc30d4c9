import { setTimeout as wait } from 'node:timers/promises';
import { SocketModeReceiver, webApi } from '@slack/bolt';
import { LATE, within } from '../edge/within.ts';
import { clientOptions } from './base/client.ts';
import { describeError, platformCode } from './base/describe-error.ts';
import type { Log } from './base/options.ts';
import { sdkLog } from './base/sdk-log.ts';
import { guardSocket } from './guard/socket.ts';
import type { Listening } from './receiver.ts';

/** Slack opens a socket within a second or so. */
const OPENED_WITHIN_MS = 20_000;
const CLOSED_WITHIN_MS = 2_000;
/** Between two tries for a new socket, doubled each time. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Socket Mode: this process calls Slack and is then sent the same requests over that connection, so it needs no public address and no
 * signing secret: who holds the app-level token is trusted (guard/ has nothing to do here).
 *
 * Slack takes a socket away every few hours. The library's own way to a new one waits five seconds, in which commands fail, and ends
 * the process when Slack cannot be reached just then (nobody catches its error), so we go there ourselves: at once, and again and again.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export function socketReceiver(appToken: string, apiUrl: string | undefined, log: Log): Listening {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLog(log),
    autoReconnectEnabled: false,
    // The receiver hands these to the client of apps.connections.open; the App's own do not reach it.
    installerOptions: { clientOptions: clientOptions(apiUrl, log) },
    processEventErrorHandler: async ({ error }) => {
      log.error(describeError(error), 'Bolt could not process a request');
      // Acknowledged: it would be as unreadable a second time.
      return true;
    },
  });
  guardSocket(receiver.client, log);
  const closing = new AbortController();
  let lost = false;
  const keepOpen = () => {
    if (lost || closing.signal.aborted) return;
    lost = true;
    void reopen(receiver, closing.signal, log).then(() => {
      lost = false;
    });
  };
  return {
    receiver,
    open: async () => {
      await openFirst(receiver);
      receiver.client.on('disconnected', keepOpen);
    },
    close: async () => {
      closing.abort();
      await within(receiver.client.disconnect(), CLOSED_WITHIN_MS);
    },
  };
}

async function openFirst(receiver: SocketModeReceiver): Promise<void> {
  let opened: unknown;
  try {
    opened = await within(receiver.start(), OPENED_WITHIN_MS);
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) {
      throw new Error(
        `Slack refused SLACK_APP_TOKEN (${platformCode(error)}). Make an app-level token (xapp-…) with the scope connections:write under “Basic Information”, and switch on Socket Mode.`,
      );
    }
    throw new Error(
      `Slack could not be asked for a socket (${describeError(error).error}). Check the network, or SLACK_API_URL if it is set.`,
    );
  }
  if (opened === LATE) throw new Error('Slack opened no socket within 20 seconds. Check that the network lets WebSockets through.');
}

/** Until a socket is open again, or we are closing. Never throws. */
async function reopen(receiver: SocketModeReceiver, closing: AbortSignal, log: Log): Promise<void> {
  for (let ms = FIRST_WAIT_MS; !closing.aborted; ms = Math.min(ms * 2, LONGEST_WAIT_MS)) {
    try {
      await receiver.start();
      return;
    } catch (error) {
      log.warn({ ...describeError(error), waitMs: ms }, 'The socket to Slack is lost; trying again');
    }
    await wait(ms, undefined, { signal: closing }).catch(() => {});
  }
}
