import { pino } from 'pino';
import { type App, startApp } from '../../../src/app/app.ts';
import { NAMES_MS } from '../app.ts';
import type { TestDatabase } from '../databases.ts';
import { createTeamsDriver, type TeamsDriver } from './driver.ts';
import { APP_ID, TENANT_ID } from './keys.ts';
import { type Microsoft, openMicrosoft } from './microsoft.ts';

/** A whole Millrace on a free port, connected to Microsoft's stand-in. */
export interface TeamsApp extends App {
  readonly driver: TeamsDriver;
  readonly microsoft: Microsoft;
}

export async function startTeamsApp(opened: TestDatabase, { anonymous = false, namesMs = NAMES_MS } = {}): Promise<TeamsApp> {
  const microsoft = await openMicrosoft();
  const app = await startApp({
    config: {
      production: false,
      port: 0,
      host: '127.0.0.1',
      logLevel: 'silent',
      databaseUrl: 'unused',
      dataDir: 'unused',
      migrate: false,
      slack: undefined,
      teams: {
        appId: anonymous ? '' : APP_ID,
        appPassword: anonymous ? '' : 'the-password',
        tenantId: anonymous ? 'local' : TENANT_ID,
        anonymous,
        openIdUrl: microsoft.openIdUrl,
        serviceHosts: [microsoft.host],
      },
    },
    database: opened.database,
    log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
    demo: false,
    timing: { teams: { betweenPosts: 0, retry: 5, names: namesMs } },
  });
  return {
    ...app,
    microsoft,
    driver: createTeamsDriver({ microsoft, port: app.port, idle: app.idle, anonymous }),
    stop: async () => {
      await app.stop();
      await microsoft.close();
    },
  };
}
