import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { type App, startApp } from '../../src/app/app.ts';
import type { Config } from '../../src/app/config.ts';
import { WORKSPACE_ID } from '../../src/demo/company.ts';
import { loadDemo } from '../../src/demo/load.ts';
import type { Driver } from '../../src/playground/index.ts';
import type { TestDatabase } from './databases.ts';
import { APP_TOKEN, BOT_TOKEN, startSocketSlack } from './socket-slack.ts';

/** A whole Millrace on a free port, with the Slack stand-in to talk to it over signed HTTP or a socket. */
export interface TestApp extends App {
  readonly driver: Driver;
  readonly database: TestDatabase['database'];
}

const CONFIG: Config = {
  production: false,
  port: 0,
  host: '127.0.0.1',
  logLevel: 'silent',
  databaseUrl: 'unused',
  dataDir: 'unused',
  migrate: false,
  slack: undefined,
  teams: undefined,
};

export interface TestAppOptions {
  /** Begin with the demo organization; else with an empty database. */
  readonly demo: boolean;
  /** Of the stand-in; two apps on one database play two organizations. */
  readonly workspaceId?: string;
  /** How Slack's requests come in; signed HTTP when missing. */
  readonly transport?: 'http' | 'socket';
  /** How long the names of people who are picked in a form may take. */
  readonly namesMs?: number;
  /** Slack's 3 s do not hold: what is tried is the page, on a machine that may be busy. */
  readonly patient?: boolean;
}

/** A busy machine may take longer than people are made to wait for a name. */
export const NAMES_MS = 2_000;

const PATIENCE_MS = 60_000;
const PATIENT = { answer: PATIENCE_MS, ackBy: PATIENCE_MS, respondBeforeAck: PATIENCE_MS, respond: PATIENCE_MS };

export async function startTestApp(opened: TestDatabase, options: TestAppOptions): Promise<TestApp> {
  const { demo, workspaceId = WORKSPACE_ID, transport = 'http', namesMs = NAMES_MS, patient = false } = options;
  if (demo) await loadDemo(opened.database, { now: new Date(), workspaceId });
  const start = (slack: Config['slack']) =>
    startApp({
      config: { ...CONFIG, slack },
      database: opened.database,
      log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
      demo,
      workspaceId,
      timing: { slack: { betweenPosts: 0, names: namesMs, ...(patient ? PATIENT : {}) } },
      ...(patient ? { answerTimeoutMs: PATIENCE_MS } : {}),
    });
  if (transport === 'socket') return startOverSocket(opened, workspaceId, start);
  const app = await start(undefined);
  if (!app.playground) throw new Error('Without credentials there is a stand-in.');
  return { ...app, driver: app.playground.driver, database: opened.database };
}

async function startOverSocket(
  opened: TestDatabase,
  workspaceId: string,
  start: (slack: Config['slack']) => Promise<App>,
): Promise<TestApp> {
  let app: App | undefined;
  const slack = await startSocketSlack(workspaceId, async () => app?.idle());
  const started = await start({ botToken: BOT_TOKEN, signingSecrets: [], appToken: APP_TOKEN, apiUrl: slack.apiUrl });
  app = started;
  return {
    ...started,
    driver: slack.driver,
    database: opened.database,
    stop: async () => {
      await started.stop();
      await slack.stop();
    },
  };
}

/** The first request of a process loads code; on a busy machine that alone may take longer than Slack waits. */
export async function warmUp(app: TestApp): Promise<void> {
  await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
}

/**
 * One app for all tests of a suite: started before the first, stopped after the last. What it gives may be used in tests and hooks.
 *
 * @param prepare what the suite needs before its first test
 */
export function appForSuite(
  open: () => Promise<TestDatabase>,
  options: TestAppOptions,
  prepare: (app: TestApp) => Promise<unknown> = async () => {},
): TestApp {
  let opened: TestDatabase | undefined;
  let started: TestApp | undefined;
  beforeAll(async () => {
    opened = await open();
    started = await startTestApp(opened, options);
    await warmUp(started);
    await prepare(started);
  }, 60_000);
  afterAll(async () => {
    await started?.stop();
    await opened?.close();
  });
  const app = () => {
    if (!started) throw new Error('The app starts before the first test, not while tests are collected.');
    return started;
  };
  return {
    get driver() {
      return app().driver;
    },
    get database() {
      return app().database;
    },
    get port() {
      return app().port;
    },
    get playground() {
      return app().playground;
    },
    idle: () => app().idle(),
    stop: () => app().stop(),
  };
}
