import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../../src/database/connection/database.ts';
import { writeHistories } from '../../../../src/database/items/history.ts';
import { currentServiceLevel, readServiceLevel, refreshServiceLevel } from '../../../../src/database/items/service-level.ts';
import { addOrganization } from '../../../../src/database/organization/identify.ts';
import { flowDays } from '../../../../src/model/calendar/days.ts';
import { percentile } from '../../../../src/model/flow/percentile.ts';
import type { HistoryEvent } from '../../../../src/model/item/item-history.ts';
import { describeDatabases } from '../../../support/databases.ts';

const NOW = new Date('2026-06-15T10:00:00Z');
const ZONE = 'Europe/Berlin';
// MODEL section 6: P50 5, P85 15.
const ORACLE = [1, 2, 2, 3, 3, 4, 5, 5, 6, 8, 8, 9, 12, 15, 21, 30];
const DAY_MS = 86_400_000;
const KNOWN = { withoutStart: 0, backwards: [] };
const NOTHING = { ...KNOWN, p50: null, p85: null, sample: 0 };

describeDatabases('the service level', (open) => {
  let database: Database;
  let close: () => Promise<void>;
  let organizationId: string;
  beforeAll(async () => {
    ({ database, close } = await open());
    organizationId = await addOrganization(database.sql, 'One', ZONE);
  }, 60_000);
  afterAll(() => close());

  let streams = 0;
  async function streamWith(spans: readonly (readonly [Date, Date])[], last?: HistoryEvent['event']) {
    const [streamId, stageId] = [newId(), newId()];
    const key = `ST${String.fromCharCode(65 + streams++)}`;
    await database.client.valueStream.create({ data: { organizationId, id: streamId, key, name: key, createdAt: NOW } });
    await database.client.stage.create({
      data: { organizationId, streamId, id: stageId, name: 'in progress', kind: 'active', position: 0 },
    });
    const items = spans.map(([start, finish], index) => {
      const events: HistoryEvent[] = [
        {
          event: { kind: 'added', data: { streamId, key: `${key}-${index + 1}`, title: 'x', kind: 'feature', rank: 'a0' } },
          at: start,
          actorId: null,
        },
        { event: { kind: 'pulled', data: { stageId, teamId: null } }, at: start, actorId: null },
        { event: { kind: 'finished', data: {} }, at: finish, actorId: null },
      ];
      return { id: newId(), events: last ? [...events, { event: last, at: finish, actorId: null }] : events };
    });
    await database.transaction((sql) =>
      writeHistories({ organizationId, sql, writing: true }, [{ id: stageId, name: 'in progress', kind: 'active' }], items),
    );
    return streamId;
  }
  const read = (streamId: string, now = NOW, zone = ZONE) => readServiceLevel({ organizationId, sql: database.sql }, streamId, zone, now);
  const lasting = (days: number, finish = new Date('2026-06-10T15:00:00Z')) =>
    [new Date(finish.getTime() - (days - 1) * DAY_MS), finish] as const;

  it('gives the oracle’s percentiles', async () => {
    const streamId = await streamWith(ORACLE.map((days) => lasting(days)));
    expect(await read(streamId)).toEqual({ ...KNOWN, p50: 5, p85: 15, sample: 16 });
  });

  it('agrees with the model’s own percentiles and days, over summer time and in other zones', async () => {
    for (const count of [1, 2, 3, 7, 20, 33]) {
      const spans = Array.from({ length: count }, (_, index) => {
        const start = new Date(Date.UTC(2026, 2, 24 + (index % 6), (index * 7) % 24, (index * 13) % 60));
        return [start, new Date(start.getTime() + ((index * 37) % 300) * 3_600_000)] as const;
      });
      const streamId = await streamWith(spans);
      for (const zone of [ZONE, 'America/New_York', 'Australia/Lord_Howe']) {
        const days = spans.flatMap(([start, finish]) => flowDays(start, finish, zone) ?? []);
        expect(await read(streamId, new Date('2026-06-05T10:00:00Z'), zone)).toEqual({
          ...KNOWN,
          p50: percentile(days, 50),
          p85: percentile(days, 85),
          sample: count,
        });
      }
    }
  });

  it('counts days in the organization’s zone', async () => {
    // 1 June 16:43 → 3 June 09:00 is 3 days; 23:30 → 00:30 UTC is one night in UTC, one day in Berlin.
    expect(await read(await streamWith([[new Date('2026-06-01T14:43:00Z'), new Date('2026-06-03T07:00:00Z')]]))).toMatchObject({
      p50: 3,
    });
    const night = await streamWith([[new Date('2026-06-01T23:30:00Z'), new Date('2026-06-02T00:30:00Z')]]);
    expect(await read(night)).toMatchObject({ p50: 1 });
    expect(await read(night, NOW, 'UTC')).toMatchObject({ p50: 2 });
  });

  it('looks at the last 84 local days up to yesterday, and only at what is done', async () => {
    const edge = await streamWith([
      lasting(3, new Date('2026-03-22T23:00:00Z')), // 23 March, 00:00 in Berlin: the first day of the window
      lasting(9, new Date('2026-03-22T22:59:59Z')),
      lasting(3, new Date('2026-06-14T21:59:59Z')), // The last second of yesterday
      lasting(9, new Date('2026-06-14T22:00:00Z')),
    ]);
    expect(await read(edge)).toEqual({ ...KNOWN, p50: 3, p85: 3, sample: 2 });
    expect(await read(await streamWith([lasting(4)], { kind: 'parked', data: { reason: 'no' } }))).toEqual(NOTHING);
  });

  it('leaves out what was split: its parts count', async () => {
    expect(await read(await streamWith([lasting(4)], { kind: 'split', data: { into: [] } }))).toEqual(NOTHING);
  });

  it('knows no flow time of what was finished without a start, nor of what finished before it', async () => {
    const streamId = await streamWith([lasting(20), lasting(20), lasting(3), lasting(3)]);
    const all = await database.client.item.findMany({ where: { streamId }, orderBy: { key: 'asc' } });
    await database.client.item.updateMany({ where: { streamId, key: all[2]?.key ?? '' }, data: { startedAt: null } });
    await database.client.item.updateMany({
      where: { streamId, key: all[3]?.key ?? '' },
      data: { startedAt: new Date('2026-06-10T15:00:01Z') },
    });
    expect(await read(streamId)).toEqual({ p50: 20, p85: 20, sample: 2, withoutStart: 1, backwards: [all[3]?.key] });
  });

  it('is kept for the day, and computed anew on the next or when asked to', async () => {
    const tenant = { organizationId, sql: database.sql };
    const streamId = await streamWith([lasting(2)]);
    const current = async (now: Date) => {
      const row = await database.client.serviceLevel.findFirst({ where: { organizationId, streamId } });
      const kept = row && { ...row, day: row.day.toISOString().slice(0, 10) };
      return currentServiceLevel(tenant, streamId, kept, ZONE, now);
    };
    expect(await current(NOW)).toEqual({ ...KNOWN, p50: 2, p85: 2, sample: 1 });
    await database.client.item.updateMany({ where: { organizationId, streamId }, data: { startedAt: lasting(6)[0] } });
    expect(await current(new Date('2026-06-15T21:59:00Z'))).toMatchObject({ p50: 2 });
    expect(await current(new Date('2026-06-15T22:01:00Z'))).toMatchObject({ p50: 6 });
    await database.client.item.updateMany({ where: { organizationId, streamId }, data: { startedAt: lasting(7)[0] } });
    expect(await refreshServiceLevel(tenant, streamId, ZONE, new Date('2026-06-15T22:01:00Z'))).toMatchObject({ p50: 7 });
    expect(await database.client.serviceLevel.count({ where: { streamId } })).toBe(1);
  });

  it('reads nothing of another organization', async () => {
    const streamId = await streamWith([lasting(2)]);
    const stranger = await addOrganization(database.sql, 'Other', ZONE);
    expect(await readServiceLevel({ organizationId: stranger, sql: database.sql }, streamId, ZONE, NOW)).toMatchObject({ sample: 0 });
  });
});
