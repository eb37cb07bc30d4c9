import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBolt, EVENTS_PATH } from './app.ts';
import { createClient } from './client.ts';
import { describeError } from './describe-error.ts';
import { guard } from './guard/guard.ts';
import { createInFlight } from './in-flight.ts';
import { onlyHome } from './only-home.ts';
import { type Home, type Slack, type SlackOptions, TIMING } from './options.ts';
import { createPace } from './pace.ts';
import { createRespond } from './respond.ts';
import { createSend } from './sender.ts';
import { whoAmI } from './start.ts';

/** Puts the Slack side together: one route that answers requests, one function that sends messages. */
export function createSlack(options: SlackOptions): Slack {
  const { apiUrl, log, chat, people, botToken } = options;
  const timing = { ...TIMING, ...options.timing };
  const client = createClient(botToken, apiUrl, log);
  const inFlight = createInFlight();
  let home: Home | null = null;
  const deps = { chat: onlyHome(chat, () => home), client, respond: createRespond(apiUrl, log), people, log, timing };
  const bolt = createBolt({ botToken, apiUrl, deps, inFlight });
  const door = { secrets: options.signingSecrets, now: options.now ?? Date.now, log };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const passed = await guard(request, response, door);
      if (passed) bolt(passed, response);
    } catch (error) {
      log.error(describeError(error), 'A Slack request could not be read');
      if (!response.headersSent) response.writeHead(500).end();
    }
  };
  return {
    routes: [{ method: 'POST', path: EVENTS_PATH, handle }],
    send: createSend(client, createPace(timing.betweenPosts), log),
    start: async () => {
      home = await whoAmI(client);
      return home;
    },
    drain: inFlight.drain,
  };
}
