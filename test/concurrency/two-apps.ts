import { request } from 'node:http';
import { pino } from 'pino';
import { type App, startApp } from '../../src/app/app.ts';
import { openServer } from '../../src/database/connection/server.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import type { TestDatabase } from '../support/databases.ts';
import { NO_LIMITS } from '../support/no-limits.ts';

/** Two replicas of one workspace on one database; both call the stand-in of the first. */
export interface TwoApps {
  readonly first: TestApp;
  /** Sends a signed body, as Slack would, to one of them. */
  readonly post: (replica: number, fields: Readonly<Record<string, string>>) => Promise<Posted>;
  /** Resolves when neither has anything in hand. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Posted {
  readonly status: number;
  readonly body: string;
}

/**
 * Starts both. The second is connected as in production: by a token and a secret.
 *
 * @param options whether they begin with the demo organization
 */
export async function startTwoApps(
  opened: TestDatabase & { readonly url: string },
  options: { readonly demo: boolean } = { demo: true },
): Promise<TwoApps> {
  const first = await startTestApp(opened, options);
  const database = await openServer({ url: opened.url, migrate: false });
  if (!first.playground) throw new Error('The second app is connected to the stand-in of the first.');
  const second: App = await startApp({
    config: {
      production: false,
      port: 0,
      host: '127.0.0.1',
      logLevel: 'silent',
      databaseUrl: opened.url,
      dataDir: 'unused',
      migrate: false,
      slack: { ...first.playground.secrets, appToken: undefined, apiUrl: `http://127.0.0.1:${first.port}/standin/api/` },
      teams: undefined,
    },
    database,
    log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
    demo: false,
    limits: NO_LIMITS,
  });
  const apps = [first, second];
  return {
    first,
    post: (replica, fields) => postSigned(first, apps[replica % apps.length]?.port ?? 0, fields),
    idle: async () => {
      await Promise.all(apps.map((app) => app.idle()));
    },
    stop: async () => {
      await second.stop();
      await database.close();
      await first.stop();
    },
  };
}

/** One signed form to any port. A connection of its own, as a balancer may open. */
export function postSigned({ driver }: TestApp, port: number, fields: Readonly<Record<string, string>>): Promise<Posted> {
  const body = new URLSearchParams(fields).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': driver.sign(body, timestamp),
  };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
