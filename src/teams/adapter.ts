import type { ServerResponse } from 'node:http';
import { CloudAdapter, INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder';
import { describeError } from './base/describe-error.ts';
import type { Log } from './base/options.ts';
import type { Bot } from './bot.ts';
import type { Activity } from './guard/activity.ts';

type Authentication = NonNullable<ConstructorParameters<typeof CloudAdapter>[0]>;
type Answer = (response: ServerResponse, activity: Activity) => Promise<void>;

/**
 * The SDK's adapter behind our own door: what it hears was verified (guard/), so its own verification is replaced by "yes", and it gets
 * no way out: the connector that it would call through throws. So the one thing that speaks to Microsoft is connector/.
 */
export function createAdapter(bot: Bot, log: Log): Answer {
  const adapter = new CloudAdapter(VERIFIED_BEFORE);
  return async (response, activity) => {
    // Once each: the SDK sends a status without a body by send() and end().
    const answer = {
      status: (code: number) => response.writeHead(code, { 'content-type': 'application/json; charset=utf-8' }),
      header: () => {},
      socket: response.socket,
      send: (body: unknown) => response.write(JSON.stringify(body)),
      end: () => response.end(),
    };
    // What a person reads is ours to buffer; asking the SDK to collect replies would lose the answers of invokes.
    const body = { ...activity, deliveryMode: undefined };
    try {
      await adapter.process({ body, headers: {}, method: 'POST' } as never, answer as never, (context) => run(bot, context, log));
    } catch (error) {
      log.error(describeError(error), 'The SDK could not process an activity');
      if (!response.headersSent) response.writeHead(400);
      if (!response.writableEnded) response.end();
    }
  };
}

/** Our handlers do not throw, so it was the value of an invoke that the SDK could not read. It would print that, and answer 500. */
async function run(bot: Bot, context: TurnContext, log: Log): Promise<void> {
  try {
    await bot.run(context);
  } catch (error) {
    log.warn(describeError(error), 'The SDK could not read an activity');
    context.turnState.set(INVOKE_RESPONSE_KEY, { type: 'invokeResponse', value: { status: 400 } });
  }
}

const NO_WAY_OUT = new Proxy(
  {},
  {
    get: (_, name) => {
      if (name === 'then') return undefined;
      throw new Error('Messages leave through connector/ alone.');
    },
  },
);

const VERIFIED_BEFORE = {
  authenticateRequest: async () => ({
    audience: '',
    callerId: undefined,
    claimsIdentity: { isAuthenticated: true, claims: [], getClaimValue: () => null },
    connectorFactory: { create: async () => NO_WAY_OUT },
  }),
  createUserTokenClient: async () => NO_WAY_OUT,
  createConnectorFactory: () => ({ create: async () => NO_WAY_OUT }),
  getOriginatingAudience: () => '',
} as unknown as Authentication;
