import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { demoTown } from '../../src/app/demo-playground.ts';
import { createPlayground, type Driver, type PlaygroundOptions } from '../../src/playground/index.ts';
import { serve } from './serve.ts';
import { acceptSockets, type SocketPeer } from './socket-server.ts';

export const BOT_TOKEN = 'xoxb-socket';
export const APP_TOKEN = 'xapp-socket';

/** Slack, as an app in Socket Mode meets it: the stand-in behind a socket instead of signed HTTP. */
export interface SocketSlack {
  readonly driver: Driver;
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  /** Resolves when so many sockets were opened since the start. */
  readonly opened: (count: number) => Promise<void>;
  /** Resolves when no socket is open. */
  readonly allClosed: () => Promise<void>;
  /** Slack takes a socket away, as it does every few hours, and may fail to give a new one so many times. */
  readonly recycle: (failing?: number) => void;
  readonly stop: () => Promise<void>;
}

const OPEN = '/standin/api/apps.connections.open';
const ANSWER_WITHIN_MS = 3_000;

export async function startSocketSlack(
  workspaceId: string,
  whenBotIdle: () => Promise<void>,
  more: Partial<PlaygroundOptions> = {},
): Promise<SocketSlack> {
  const peers = new Set<SocketPeer>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const watchers = new Set<() => void>();
  let opened = 0;
  let failures = 0;
  const open = { method: 'POST', path: OPEN, handle: openSocket };
  const { url, port, server, close } = await serve(() => [open, ...playground.routes]);
  acceptSockets(server, {
    connected: (peer) => {
      peers.add(peer);
      peer.send(JSON.stringify({ type: 'hello', num_connections: peers.size, connection_info: { app_id: 'A0MILLRACE' } }));
      opened += 1;
      for (const look of watchers) look();
    },
    message: (_, text) => {
      const answer = JSON.parse(text) as { envelope_id: string; payload: unknown };
      waiting.get(answer.envelope_id)?.(answer.payload);
      waiting.delete(answer.envelope_id);
    },
    closed: (peer) => {
      peers.delete(peer);
      for (const look of watchers) look();
    },
  });
  const playground = createPlayground({
    baseUrl: () => url,
    signingSecret: 'nobody signs here',
    botToken: BOT_TOKEN,
    ...demoTown(workspaceId),
    tips: [],
    whenBotIdle,
    deliver: (type, payload) =>
      new Promise((resolve, reject) => {
        const [peer] = [...peers].reverse();
        if (!peer) return reject(new Error('No socket is open.'));
        const envelope_id = randomUUID();
        const timer = setTimeout(() => reject(new Error('No answer in time.')), ANSWER_WITHIN_MS);
        waiting.set(envelope_id, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
        peer.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api' }));
      }),
    ...more,
  });

  function until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });
  }

  function openSocket(request: IncomingMessage, response: ServerResponse): void {
    const ok = request.headers.authorization === `Bearer ${APP_TOKEN}`;
    request.resume();
    if (failures > 0) {
      failures -= 1;
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(ok ? { ok, url: `ws://127.0.0.1:${port}/link` } : { ok, error: 'invalid_auth' }));
  }

  return {
    driver: playground.driver,
    apiUrl: `${url}/standin/api/`,
    opened: (count) => until(() => opened >= count),
    allClosed: () => until(() => peers.size === 0),
    recycle: (failing = 0) => {
      failures = failing;
      for (const peer of peers) peer.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    stop: async () => {
      await playground.stop();
      for (const peer of peers) peer.close();
      await close();
    },
  };
}
