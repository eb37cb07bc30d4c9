import fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readServiceLevel } from '../../src/database/items/service-level.ts';
import { flowDays } from '../../src/model/calendar/days.ts';
import { percentile } from '../../src/model/flow/percentile.ts';
import { describeDatabases, type TestDatabase } from '../support/databases.ts';
import { addWork, histories, perform } from './acts.ts';
import { foldLog, type Told } from './fold.ts';
import { makeTown, type Town, ZONE } from './town.ts';

// Random histories, done through the features at instants of their own. Whatever card shows a sum, it is the sum of the log, and so the
// same on every card that shows it:
// - in progress of a stream: health, board of the stream (its stages, its last line), portfolio flow
// - in progress of a team: board (its stages, its last line), next, where am I, home
// - refining and ready: health, backlog; unfinished: health, dependencies
// - finished in 12 weeks: health (by its technical share), portfolio flow (by week, and as shares), review, the service level's sample
// - blocked: health, blockers
// SUMS_RUNS and SUMS_ACTS make it longer; SUMS_SEED tries one again.
const RUNS = Number(process.env.SUMS_RUNS ?? 2);
const ACTS = Number(process.env.SUMS_ACTS ?? 60);
const SEED = process.env.SUMS_SEED;
const BEGAN = new Date('2026-03-02T09:00:00Z');

describeDatabases('sums', (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  }, 60_000);
  afterAll(() => opened.close());

  it(
    'are those of the log, on every card',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories(ACTS), async (acts) => {
          const town = await makeTown(opened.database, BEGAN);
          let at = BEGAN.getTime();
          for (const [nth, act] of acts.entries()) {
            at += act.hours * 3_600_000;
            if (nth % 15 === 0) await addWork(town, new Date(at), 8);
            at += 60_000;
            await perform(town, act, await foldLog(opened.database, town.organizationId), new Date(at));
          }
          // Now, a while later, and when all that is finished is older than any window.
          for (const days of [0, 1, 9, 60, 140]) await compare(town, new Date(at + days * 86_400_000 + 60_000));
        }),
        { numRuns: RUNS, endOnFailure: true, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
    },
    60_000 + RUNS * ACTS * 1_000,
  );
});

async function compare(town: Town, now: Date): Promise<void> {
  const items = await foldLog(town.database, town.organizationId);
  const today = DateTime.fromJSDate(now, { zone: ZONE }).startOf('day');
  const [from, until] = [today.minus({ days: 84 }).toJSDate(), today.toJSDate()];
  const counted = items.filter((one) => one.splitAt === null);
  const done = counted.filter((one) => one.state === 'done' && one.finishedAt && one.finishedAt >= from && one.finishedAt < until);
  const technical = (of: readonly Told[]) => of.filter((one) => one.kind === 'debt' || one.kind === 'enabler').length;
  const flow = await town.type('portfolio flow', now, { portfolio: true });

  for (const { id, key, name } of town.streams) {
    const own = counted.filter((one) => one.streamId === id);
    const finished = done.filter((one) => one.streamId === id);
    const count = (...states: Told['state'][]) => own.filter((one) => states.includes(one.state)).length;
    const inProgress = count('delivery');
    const open = count('refining', 'ready', 'delivery');
    const health = await town.type(`health ${key}`, now);
    expect(health).toContain(`Items: ${count('refining')} refining, ${count('ready')} ready, ${inProgress} in progress`);
    const blocked = own.filter((one) => one.blocked).length;
    expect(health).toContain(`Blocked: ${open === 0 ? 'nothing is open' : blocked === 0 ? `none of ${open}` : `${blocked} of ${open} (`}`);
    expect(health).toContain(
      finished.length === 0
        ? 'because nothing was finished here in 12 weeks'
        : `${Math.round((100 * technical(finished)) / finished.length)} % of ${finished.length} finished item`,
    );

    const board = await town.type('board', now, { stream: key });
    expect(stageSum(board)).toBe(inProgress);
    expect(board).toMatch(new RegExp(`^${inProgress} items? in progress\\.$`, 'm'));
    const split = items.filter((one) => one.streamId === id && one.state === 'delivery' && one.splitAt !== null).length;
    expect(board).toContain(split === 0 ? '' : `Split, not counted · ${split}\n`);

    const backlog = await town.type(`backlog ${key}`, now);
    const waiting = count('refining', 'ready');
    expect(backlog).toContain(
      waiting === 0 ? 'The backlog is empty.' : `${waiting} item${waiting === 1 ? '' : 's'} in order, ${count('ready')} ready.`,
    );
    const needs = await town.type(`dependencies ${key}`, now);
    expect(needs).toContain(open === 0 ? 'Nothing is unfinished' : `0 of ${open} unfinished item`);

    // Each stream's line: what came, went and is there, whole and by week.
    const line = flow.split('\n').find((one) => one.startsWith(`- ${name}: `)) ?? '';
    const said = /came (\d+) \(([\d ]+)\), finished (\d+) \(([\d ]+)\), in progress (\d+) \(at the ends of weeks ([\d ]+)\)/.exec(line);
    const came = own.filter((one) => one.createdAt >= from && one.createdAt < until).length;
    const held = heldAt(items, id, until);
    if (said === null) expect([line.includes('nothing came'), came, finished.length, inProgress, held]).toEqual([true, 0, 0, 0, 0]);
    else {
      const week = (n: number) => (said[n] ?? '').split(' ').map(Number);
      const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
      expect([Number(said[1]), sum(week(2))]).toEqual([came, came]);
      expect([Number(said[3]), sum(week(4))]).toEqual([finished.length, finished.length]);
      expect([Number(said[5]), week(6).at(-1)]).toEqual([inProgress, held]);
    }
    const share = done.length === 0 ? 'not known' : `${Math.round((100 * finished.length) / done.length)} %`;
    expect(flow).toContain(`${name} | not known | not known | ${share} | any`);

    const level = await readServiceLevel({ organizationId: town.organizationId, sql: town.database.sql }, id, ZONE, now);
    const days = finished.flatMap((one) => (one.finishedAt ? (flowDays(one.startedAt, one.finishedAt, ZONE) ?? []) : []));
    expect(level).toEqual({
      p50: percentile(days, 50),
      p85: percentile(days, 85),
      sample: finished.length,
      withoutStart: 0,
      backwards: [],
    });
  }

  const review = await town.type('review', now);
  expect(review).toContain(
    `Finished items linked to an outcome, 12 weeks: ${done.length === 0 ? 'n/a: nothing was finished' : `0 % (0 of ${done.length})`}`,
  );
  const worthy = technical(done);
  expect(review).toContain(`whom or what they serve: ${worthy === 0 ? 'n/a: none was finished' : `100 % (${worthy} of ${worthy})`}`);

  const home = await town.home(now);
  for (const team of town.teams) {
    const held = counted.filter((one) => one.teamId === team.id && one.state === 'delivery').length;
    const board = await town.type('board', now, { team: team.name });
    expect(stageSum(board)).toBe(held);
    expect(board).toMatch(new RegExp(`^${held} of \\d in progress`, 'm'));
    const next = await town.type('next', now, { team: team.name });
    const told = /(?:Room: |is full: )(\d+) of \d/.exec(next)?.[1];
    if (told !== undefined) expect(Number(told)).toBe(held);
    expect(await town.type('', now, { team: team.name })).toContain(`In progress: ${held} of `);
    expect(home).toContain(`${team.name}: ${held} of `);
  }
  const blockers = await town.type('blockers', now);
  const stuck = items.filter((one) => one.blocked);
  // The card tells of ten at first.
  if (stuck.length <= 10) for (const one of stuck) expect(blockers).toContain(one.key);
  if (stuck.length === 0) expect(blockers).toContain('Nothing is blocked.');
}

/** What the stages of a board hold together. */
function stageSum(board: string): number {
  return [...board.matchAll(/^in (?:progress|review) · (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
}

/** In delivery stages of a stream at an instant; a whole until it was split. */
function heldAt(items: readonly Told[], streamId: string, at: Date): number {
  return items.filter(
    ({ splitAt, delivery }) =>
      (splitAt === null || splitAt >= at) &&
      delivery.some((stay) => stay.streamId === streamId && stay.from < at && (stay.to === null || stay.to >= at)),
  ).length;
}
