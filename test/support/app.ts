import { pino } from 'pino';
import { type App, startApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { WORKSPACE_ID } from '../../src/features/demo/company.ts';
import { loadDemo } from '../../src/features/demo/load.ts';
import type { Driver } from '../../src/playground/index.ts';
import type { TestDatabase } from './databases.ts';

/** A whole Millrace on a free port, with the Slack stand-in to talk to it over signed HTTP. */
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
};

export interface TestAppOptions {
  /** Begin with the demo organization; else with an empty database. */
  readonly demo: boolean;
  /** Of the stand-in; two apps on one database play two organizations. */
  readonly workspaceId?: string;
}

export async function startTestApp(opened: TestDatabase, { demo, workspaceId = WORKSPACE_ID }: TestAppOptions): Promise<TestApp> {
  if (demo) await loadDemo(opened.database, { now: new Date(), workspaceId });
  const app = await startApp({
    config: CONFIG,
    database: opened.database,
    log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
    demo,
    workspaceId,
    timing: { betweenPosts: 0 },
  });
  if (!app.playground) throw new Error('Without credentials there is a stand-in.');
  return { ...app, driver: app.playground.driver, database: opened.database };
}
