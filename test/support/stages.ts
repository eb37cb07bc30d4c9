import { describe } from 'vitest';
import { startTestApp } from './app.ts';
import { describeServer, openEither, openTestEmbedded, openTestServer, type TestDatabase } from './databases.ts';
import { play } from './play.ts';
import type { Play } from './scene.ts';
import { startTeamsApp } from './teams/app.ts';
import { playTeams } from './teams/play-teams.ts';

/** A running Millrace on one platform and one database, with its people. */
export interface Stage {
  readonly opened: TestDatabase;
  readonly at: Play;
  readonly stop: () => Promise<void>;
}

async function slackOn(open: () => Promise<TestDatabase>, transport: 'http' | 'socket'): Promise<Stage> {
  const opened = await open();
  const app = await startTestApp(opened, { demo: false, transport });
  // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
  await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
  return stage(opened, play(app) as unknown as Play, app.stop);
}

async function teamsOn(open: () => Promise<TestDatabase>): Promise<Stage> {
  const opened = await open();
  const app = await startTeamsApp(opened);
  return stage(opened, playTeams(app.driver, app.idle) as unknown as Play, app.stop);
}

function stage(opened: TestDatabase, at: Play, stopApp: () => Promise<void>): Stage {
  return {
    opened,
    at,
    stop: async () => {
      await stopApp();
      await opened.close();
    },
  };
}

/**
 * Runs one script on both platforms: Slack over signed HTTP on both databases, and over a socket on one, because the two ways end at
 * the same handlers; Teams on the server's database where one can run, else the embedded one.
 */
export function describeStages(name: string, suite: (open: () => Promise<Stage>) => void): void {
  describe(`${name} (Slack, embedded)`, () => suite(() => slackOn(openTestEmbedded, 'http')));
  describeServer(`${name} (Slack, server)`, () => suite(() => slackOn(openTestServer, 'http')));
  describe(`${name} (Slack, over a socket)`, () => suite(() => slackOn(openEither, 'socket')));
  describe(`${name} (Teams)`, () => suite(() => teamsOn(openEither)));
}
