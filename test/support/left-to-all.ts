/** Suites that `npm test` leaves to `npm run test:all`, and why: it is to end within four minutes on two cores. */
export const LEFT_TO_ALL: Readonly<Record<string, string>> = {
  'test/page/**': 'a browser',
  'test/concurrency/{abort-storm,exclusive-pull,many-streams,races,governed-races,every-write}.test.ts': 'races and storms',
  'test/database/{folder-lock,lost-server,lost-commit}.test.ts': 'databases that break, and folders that others want',
  'test/app/{log,lost-database,stop}.test.ts': 'processes at trace level, without their database, and in a rolling stop',
  'test/schedule/shared-outbox.test.ts': 'several processes that send',
  'test/bad-input/{shapes,stored,texts}.test.ts': 'hostile texts and shapes over HTTP (in process every field takes all of them)',
  'test/recipes.test.ts': 'the recipes of CONTRIBUTING, followed',
};

/** One line for whoever runs the shorter of the two. */
export function saidOfTheRest(): string {
  return `Not run here, but by npm run test:all: ${Object.values(LEFT_TO_ALL).join('; ')}; feature suites on the embedded database.`;
}
