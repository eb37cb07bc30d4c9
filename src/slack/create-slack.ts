import { createInFlight } from '../edge/in-flight.ts';
import { createPace } from '../edge/pace.ts';
import { answered } from './answered.ts';
import { createBolt } from './app.ts';
import { createClient } from './base/client.ts';
import { describeError } from './base/describe-error.ts';
import { type Home, type Log, type Route, type Slack, type SlackOptions, TIMING } from './base/options.ts';
import { guard } from './guard/guard.ts';
import { EVENTS_PATH, httpReceiver } from './http-receiver.ts';
import { onlyHome } from './only-home.ts';
import type { Listening } from './receiver.ts';
import { createRespond } from './send/respond.ts';
import { createSend } from './send/sender.ts';
import { socketReceiver } from './socket-receiver.ts';
import { whoAmI } from './start.ts';
import { createUserNames } from './user-names.ts';

/** Puts the Slack side together: one way in for requests, a route or a socket, and one function that sends messages. */
export function createSlack(options: SlackOptions): Slack {
  const { apiUrl, log, chat, people, botToken } = options;
  const timing = { ...TIMING, ...options.timing };
  const client = createClient(botToken, apiUrl, log);
  const inFlight = createInFlight();
  let home: Home | null = null;
  const ours = onlyHome(() => home);
  const deps = {
    chat: ours.chat(chat),
    people: ours.people(people),
    askNames: createUserNames(client, timing.names, log),
    client,
    respond: createRespond(apiUrl, log),
    log,
    timing,
  };
  const way: Way = options.appToken === undefined ? overHttp(options) : { ...socketReceiver(options.appToken, apiUrl, log), routes: [] };
  createBolt({ receiver: answered(way.receiver, log), botToken, apiUrl, deps, inFlight });
  return {
    routes: way.routes,
    send: createSend(client, createPace(timing.betweenPosts), log),
    start: async () => {
      home = await whoAmI(client);
      return home;
    },
    open: way.open,
    close: way.close,
    drain: inFlight.drain,
  };
}

type Way = Listening & { readonly routes: readonly Route[] };

function overHttp({ signingSecrets, now, log }: SlackOptions): Way {
  const door = { secrets: signingSecrets, now: now ?? Date.now, log };
  const { handle, ...listening } = httpReceiver(log);
  return { ...listening, routes: [{ method: 'POST', path: EVENTS_PATH, handle: guarded(door, handle, log) }] };
}

function guarded(door: Parameters<typeof guard>[2], handle: ReturnType<typeof httpReceiver>['handle'], log: Log): Route['handle'] {
  return async (request, response) => {
    try {
      const passed = await guard(request, response, door);
      if (passed) handle(passed, response);
    } catch (error) {
      log.error(describeError(error), 'A Slack request could not be read');
      if (!response.headersSent) response.writeHead(500).end();
    }
  };
}
