import type { SocketModeReceiver } from '@slack/bolt';
import { parseJsonObject } from '../../edge/json-body.ts';
import { describeError } from '../base/describe-error.ts';
import type { Log } from '../base/options.ts';

type Client = SocketModeReceiver['client'];

/** Names under which the library tells itself things; an envelope's type is told under its own. */
const ITS_OWN: ReadonlySet<string> = new Set([
  'ws_message',
  'slack_event',
  'connecting',
  'connected',
  'authenticated',
  'reconnecting',
  'disconnecting',
  'disconnected',
  'error',
  'close',
]);

/**
 * The door of the socket, as guard.ts is that of HTTP. The library reads whatever came and nobody catches what it throws: at `null`, or
 * at an answer for a socket that is gone by then, the process would end.
 */
export function guardSocket(client: Client, log: Log): void {
  replace(client, 'ws_message', async (read, data, isBinary) => {
    if (isBinary === false && typeof data === 'string' && isEnvelope(parseJsonObject(data))) await read(data, false);
    else log.warn({}, 'Slack sent something over the socket that is no envelope');
  });
  replace(client, 'slack_event', async (read, event) => read(event));

  function replace(
    of: Client,
    event: string,
    call: (read: (...given: unknown[]) => unknown, ...given: unknown[]) => Promise<unknown>,
  ): void {
    const [read] = of.listeners(event);
    if (!read) throw new Error(`The socket’s library does not tell itself “${event}” any more.`);
    of.removeListener(event, read);
    of.on(event, async (...given: unknown[]) => {
      try {
        await call(read, ...given);
      } catch (error) {
        log.error(describeError(error), 'An envelope could not be handled');
      }
    });
  }
}

function isEnvelope(json: Readonly<Record<string, unknown>> | null): boolean {
  if (json === null || !isName(json.type)) return false;
  if (json.type === 'hello' || json.type === 'disconnect') return true;
  const { envelope_id, payload } = json;
  if (typeof envelope_id !== 'string' || !isObject(payload)) return false;
  return json.type !== 'events_api' || (isObject(payload.event) && isName(payload.event.type));
}

function isName(type: unknown): boolean {
  return typeof type === 'string' && !ITS_OWN.has(type);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
