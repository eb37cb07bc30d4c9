import { describe } from 'vitest';
import { appForSuite, type TestApp } from './app.ts';
import { describeBoth, openEither } from './databases.ts';

/**
 * One script, told over every way in which Slack's requests come: signed HTTP on both databases, and Socket Mode on one, because the
 * two ways end at the same handlers.
 *
 * @param journey declares the tests; `start` gives them an app on an empty database, and may be called once in each suite
 */
export function describeJourneys(name: string, journey: (start: Start) => void): void {
  describeBoth(`${name}, over HTTP`, (open) => journey((prepare) => appForSuite(open, { demo: false }, prepare)));
  describe(`${name}, over a socket`, () => journey((prepare) => appForSuite(openEither, { demo: false, transport: 'socket' }, prepare)));
}

type Start = (prepare?: (app: TestApp) => Promise<unknown>) => TestApp;
