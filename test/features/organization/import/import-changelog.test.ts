import { fileURLToPath } from 'node:url';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../../src/database/connection/database.ts';
import { addOrganization } from '../../../../src/database/organization/identify.ts';
import { importChangelog } from '../../../../src/features/organization/import/import-changelog.ts';
import { mappingOf } from '../../../../src/features/organization/import/mapping.ts';
import { readChangelog } from '../../../../src/features/organization/import/read-changelog.ts';
import { readTextFile } from '../../../../src/features/organization/import/read-file.ts';
import { flowDays } from '../../../../src/model/calendar/days.ts';
import { percentile } from '../../../../src/model/flow/percentile.ts';
import { foldItemHistory } from '../../../../src/model/item/item-history.ts';
import { changelogCsv, issueRows } from '../../../fixtures/jira/changelog-csv.ts';
import { readHistories } from '../../../fixtures/read-histories.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { sharedFile } from '../../../support/shared.ts';

const NOW = new Date('2026-02-01T12:00:00Z');
const FIXTURE = fileURLToPath(new URL('../../../fixtures/jira/changelog.csv', import.meta.url));
const REAL = sharedFile('data/jira-changelog.csv');

const OPEN = ['To Do', 'To Do'] as const;
const READY = ['Ready', 'To Do'] as const;
const DOING = ['Doing', 'In Progress'] as const;
const DONE = ['Done', 'Done'] as const;

describeDatabases('importing', (open) => {
  let database: Database;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await open());
  }, 60_000);
  afterEach(() => close());

  const run = (text: string, more: { stream?: string; organization?: string; map?: object } = {}, now = NOW) => {
    const changelog = readChangelog({ name: 'x.csv', text, damaged: false }, now);
    const mapping = mappingOf(changelog, more.map ? { name: 'map.json', text: JSON.stringify(more.map), damaged: false } : null);
    return importChangelog(database, changelog, mapping, { zone: 'Europe/Berlin', ...more }, now);
  };
  const everything = async () => ({
    histories: await readHistories(database),
    streams: await database.client.valueStream.findMany(),
    stages: await database.client.stage.findMany({ orderBy: { position: 'asc' } }),
    counters: await database.client.keyCounter.findMany(),
    levels: await database.client.serviceLevel.findMany(),
  });
  const backlog = async () =>
    (await database.client.item.findMany({ where: { rank: { not: null } } })).sort((a, b) => ((a.rank ?? '') < (b.rank ?? '') ? -1 : 1));

  it('makes organization, stream, stages and items at their true instants, and nothing the second time', async () => {
    const { text } = await readTextFile(FIXTURE);
    const first = await run(text, { organization: 'Our shop' });
    expect(first).toMatchObject({
      organization: { name: 'Our shop', zone: 'Europe/Berlin', created: true },
      stream: { key: 'SHOP', created: true, newStages: ['doing', 'code review'] },
      counts: {
        finished: 3,
        inProgress: 1,
        ready: 2,
        refining: 2,
        parked: 1,
        reopened: 1,
        returned: 1,
        readyWithoutPurpose: 2,
        inProgressWithoutTeam: 1,
      },
    });
    expect(await database.client.organization.findFirst()).toMatchObject({ setupAt: null });
    const before = await everything();
    for (const { row, visits, blocks, events } of before.histories) {
      const folded = foldItemHistory(events, before.stages as never);
      expect(row).toMatchObject(folded.item);
      expect([visits, blocks]).toEqual([folded.visits, folded.blocks]);
      expect(events.every((one) => one.imported)).toBe(true);
    }
    const second = before.histories.find((one) => one.row.key === 'SHOP-2');
    expect(second?.row).toMatchObject({
      externalKey: 'SHOP-2',
      externalSource: 'jira',
      kind: 'defect',
      title: 'Basket loses "one, two" items',
      createdAt: new Date('2026-01-05T10:00:00.123Z'),
      startedAt: new Date('2026-01-05T11:00:30.500Z'),
      finishedAt: new Date('2026-01-08T17:45:30.500Z'),
      reopened: 1,
    });
    expect((await backlog()).map((one) => one.key)).toEqual(['SHOP-5', 'SHOP-3', 'SHOP-6', 'SHOP-10']);
    expect(before.counters).toMatchObject([{ prefix: 'SHOP', last: 10 }]);
    expect(before.levels).toMatchObject([{ sample: 3, p50: 3, p85: 4 }]);

    expect((await run(text)).plan).toMatchObject({ added: [], longer: [], unchanged: 9, leftAlone: [] });
    expect(await everything()).toEqual(before);
  });

  it('adds what a later export has more, and leaves alone what was changed here', async () => {
    const going = (id: number, ...statuses: readonly (readonly [string, string])[]) => issueRows(`PRJ-${id}`, statuses, id * 100);
    await run(
      changelogCsv([
        ...going(1, OPEN, READY),
        ...going(2, OPEN, DOING),
        ...going(3, OPEN, READY),
        ...going(4, OPEN, DOING, DONE),
        ...going(5),
      ]),
    );
    const [, , third] = (await readHistories(database)).map((one) => one.row);
    if (!third) throw new Error('There are five items.');
    await database.client.item.update({
      where: { organizationId_id: { organizationId: third.organizationId, id: third.id } },
      data: { title: 'Ours', revision: 3, changedAt: NOW },
    });
    await database.client.event.create({
      data: {
        organizationId: third.organizationId,
        subjectType: 'item',
        subjectId: third.id,
        subjectVersion: 3,
        kind: 'edited',
        at: NOW,
        data: { title: 'Ours' },
      },
    });

    const later = changelogCsv([
      ...going(1, OPEN, READY, DOING, DONE),
      ...going(2, OPEN, DOING, READY),
      ...going(3, OPEN, READY, DOING),
      ...going(4, OPEN, DOING, DONE),
      ...going(5),
      ...going(6, OPEN, READY),
    ]);
    const { plan } = await run(later);
    expect(plan).toMatchObject({ unchanged: 2, leftAlone: [{ key: 'PRJ-3', why: 'touched' }] });
    expect([plan.added.length, plan.longer.length]).toEqual([1, 2]);
    const { histories, stages } = await everything();
    for (const { row, visits, events } of histories) {
      const folded = foldItemHistory(events, stages as never);
      expect(row).toMatchObject(folded.item);
      expect(visits).toEqual(folded.visits);
    }
    expect(histories.map(({ row }) => [row.key, row.state, row.title])).toEqual([
      ['PRJ-1', 'done', 'Story PRJ-1'],
      ['PRJ-2', 'ready', 'Story PRJ-2'],
      ['PRJ-3', 'ready', 'Ours'],
      ['PRJ-4', 'done', 'Story PRJ-4'],
      ['PRJ-5', 'refining', 'Story PRJ-5'],
      ['PRJ-6', 'ready', 'Story PRJ-6'],
    ]);
    expect((await backlog()).map((one) => one.key)).toEqual(['PRJ-3', 'PRJ-5', 'PRJ-6', 'PRJ-2']);
    expect((await run(later)).plan).toMatchObject({ added: [], longer: [], unchanged: 5 });
  });

  it('takes a summary that comes later for a title, once', async () => {
    const rows = issueRows('PRJ-1', [OPEN, READY], 1);
    await run(changelogCsv(rows));
    const named = changelogCsv(rows.map((row) => ({ ...row, summary: 'A name of its own' })));
    expect((await run(named)).plan.longer).toHaveLength(1);
    expect(await database.client.item.findMany()).toMatchObject([{ title: 'A name of its own', revision: 3, version: 2 }]);
    expect((await run(named)).plan.longer).toHaveLength(0);
  });

  it('leaves an item alone whose rows or mapping differ from what was imported', async () => {
    const text = changelogCsv(issueRows('PRJ-1', [OPEN, READY, DOING], 1));
    await run(text);
    const { plan } = await run(text, { map: { statuses: { Ready: 'refining' } } });
    expect(plan).toMatchObject({ longer: [], leftAlone: [{ key: 'PRJ-1', why: 'differs' }] });
  });

  it('uses a stream that exists: its stages by name, its numbers, below its backlog', async () => {
    const organizationId = await addOrganization(database.sql, 'One', 'UTC');
    const [streamId, stageId] = [newId(), newId()];
    await database.client.valueStream.create({ data: { organizationId, id: streamId, key: 'PRJ', name: 'Project', createdAt: NOW } });
    await database.client.stage.create({ data: { organizationId, streamId, id: stageId, name: 'Doing', kind: 'waiting', position: 0 } });
    await database.client.keyCounter.create({ data: { organizationId, prefix: 'PRJ', last: 3 } });
    await database.client.item.create({
      data: { organizationId, id: newId(), streamId, key: 'PRJ-3', title: 'Ours', rank: 'a0', createdAt: NOW, changedAt: NOW },
    });
    const rows = [
      ...issueRows('PRJ-3', [OPEN, READY], 1),
      ...issueRows('PRJ-9', [OPEN, DOING], 20),
      ...issueRows('PRJ-2', [OPEN, ['Review', 'In Progress']], 30),
    ];
    const { stream, plan } = await run(changelogCsv(rows));
    expect(stream).toMatchObject({ id: streamId, created: false, newStages: ['review'] });
    expect(plan.renumbered).toEqual(['PRJ-3']);
    const items = await database.client.item.findMany({ where: { externalKey: { not: null } }, orderBy: { externalKey: 'asc' } });
    expect(items.map((one) => [one.externalKey, one.key])).toEqual([
      ['PRJ-2', 'PRJ-2'],
      ['PRJ-3', 'PRJ-10'],
      ['PRJ-9', 'PRJ-9'],
    ]);
    expect(items[2]?.stageId).toBe(stageId);
    expect((await backlog()).map((one) => one.key)).toEqual(['PRJ-3', 'PRJ-10']);
    expect(await database.client.keyCounter.findMany()).toMatchObject([{ last: 10 }]);
    expect(await database.client.stage.findMany({ orderBy: { position: 'asc' } })).toMatchObject([
      { name: 'Doing', kind: 'waiting' },
      { name: 'review', kind: 'waiting', position: 1 },
    ]);
  });

  it('puts issues under another key into the stream named, and finds them there again', async () => {
    const text = changelogCsv([...issueRows('PRJ-7', [OPEN, READY], 1), ...issueRows('OTHER-7', [OPEN, DOING], 20)]);
    await expect(run(text)).rejects.toThrow('2 projects');
    const first = await run(text, { stream: 'SHOP' });
    expect(first.plan.renumbered).toEqual(['PRJ-7', 'OTHER-7']);
    expect((await run(text)).plan).toMatchObject({ unchanged: 2, added: [] });
    expect((await database.client.item.findMany({ orderBy: { key: 'asc' } })).map((one) => [one.key, one.externalKey])).toEqual([
      ['SHOP-1', 'PRJ-7'],
      ['SHOP-2', 'OTHER-7'],
    ]);
  });

  it('asks which organization when there are several, and knows them by name', async () => {
    const text = changelogCsv(issueRows('PRJ-1', [OPEN, READY], 1));
    await addOrganization(database.sql, 'One');
    await addOrganization(database.sql, 'Two');
    await expect(run(text)).rejects.toMatchObject({ code: 'conflict', next: expect.stringContaining('--organization') });
    await expect(run(text, { organization: 'Three' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await database.client.valueStream.count()).toBe(0);
    expect((await run(text, { organization: 'two' })).organization).toMatchObject({ name: 'Two', created: false });
  });

  it('leaves nothing of a run that was cut off, and a repeat ends as if it had not been', async () => {
    const { text } = await readTextFile(FIXTURE);
    await database.client.$executeRawUnsafe(
      `CREATE FUNCTION cut() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'cut off'; END $$ LANGUAGE plpgsql`,
    );
    await database.client.$executeRawUnsafe(
      'CREATE TRIGGER cut BEFORE INSERT ON stage_visit FOR EACH ROW WHEN (NEW.left_at IS NULL) EXECUTE FUNCTION cut()',
    );
    await expect(run(text)).rejects.toThrow();
    expect(await database.client.organization.count()).toBe(0);
    await database.client.$executeRawUnsafe('DROP TRIGGER cut ON stage_visit');
    expect((await run(text)).plan.added).toHaveLength(9);
  });

  it.skipIf(!REAL.there)(`reads the real export (skipped where ${REAL.path} is not there)`, async () => {
    const file = await readTextFile(REAL.path);
    const imported = await run(file.text, {}, new Date('2026-11-21T12:00:00Z'));
    expect(imported.plan.added).toHaveLength(225);
    expect(imported.counts).toMatchObject({
      finished: 100,
      withoutStart: 2,
      inProgress: 19,
      ready: 21,
      refining: 72,
      parked: 13,
      reopened: 2,
    });
    expect(await database.client.event.count()).toBe(752);
    expect(await database.client.stageVisit.count()).toBe(632);
    const item = await database.client.item.findFirst({ where: { key: 'PRJ-1161' } });
    expect(item).toMatchObject({
      startedAt: new Date('2020-06-01T22:51:25.761Z'),
      finishedAt: new Date('2020-06-08T12:13:02.847Z'),
      kind: 'defect',
      title: 'Bug PRJ-1161',
    });
    // Two of the hundred never stood in a delivery stage: nobody knows how long they took.
    const done = await database.client.item.findMany({ where: { state: 'done' } });
    const days = done.flatMap((one) => (one.finishedAt ? (flowDays(one.startedAt, one.finishedAt, 'UTC') ?? []) : []));
    expect([days.length, ...[50, 85, 95].map((p) => percentile(days, p))]).toEqual([98, 4, 11, 18]);
    expect((await run(file.text, {}, new Date('2026-11-21T12:00:00Z'))).plan).toMatchObject({ added: [], longer: [], unchanged: 225 });
  });
});
