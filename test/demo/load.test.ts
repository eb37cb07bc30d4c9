import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/database/connection/database.ts';
import { identify } from '../../src/database/organization/identify.ts';
import { clearDemo } from '../../src/demo/clear.ts';
import { PLATFORM, WORKSPACE_ID } from '../../src/demo/company.ts';
import { isEmpty, loadDemo } from '../../src/demo/load.ts';
import { foldItemHistory } from '../../src/model/item/item-history.ts';
import { applyKeyResultEvent, applyObjectiveEvent } from '../../src/model/strategy/goal-event.ts';
import { applyThemeEvent } from '../../src/model/strategy/theme.ts';
import { readHistories } from '../fixtures/read-histories.ts';
import { describeDatabases } from '../support/databases.ts';

const NOW = new Date('2026-11-20T14:30:00Z');

describeDatabases('the demo', (open) => {
  let database: Database;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await open());
  }, 60_000);
  afterAll(() => close());

  it('loads once, only when the database is empty', async () => {
    expect(await isEmpty(database)).toBe(true);
    expect(await loadDemo(database, { now: NOW, workspaceId: WORKSPACE_ID })).toMatch(/^[0-9a-f-]{36}$/);
    expect(await isEmpty(database)).toBe(false);
    expect(await loadDemo(database, { now: NOW, workspaceId: WORKSPACE_ID })).toBeNull();
    expect(await database.client.organization.count()).toBe(1);
  });

  it('stores what its events tell', async () => {
    const items = await readHistories(database);
    expect(items.length).toBeGreaterThanOrEqual(110);
    expect(items.length).toBeLessThanOrEqual(130);
    const stages = await database.client.stage.findMany();
    for (const { row, visits, blocks, events } of items) {
      const folded = foldItemHistory(events, stages as never);
      expect(row).toMatchObject(folded.item);
      expect(visits).toEqual(folded.visits);
      expect(blocks).toEqual(folded.blocks);
    }
  });

  it('stores a strategy that its log tells, too', async () => {
    const log = await database.client.event.findMany({ orderBy: { subjectVersion: 'asc' } });
    const told = <Snapshot>(id: string, apply: (before: Snapshot | null, event: never, at: Date) => Snapshot) => {
      const events = log.filter((event) => event.subjectId === id);
      return {
        ...events.reduce<Snapshot | null>((before, { kind, data, at }) => apply(before, { kind, data } as never, at), null),
        revision: events.length,
      };
    };
    const { theme, objective, keyResult, outcomeReview } = database.client;
    for (const row of await theme.findMany()) expect(row).toMatchObject(told(row.id, applyThemeEvent));
    for (const row of await objective.findMany()) expect(row).toMatchObject(told(row.id, applyObjectiveEvent));
    for (const row of await keyResult.findMany()) expect(row).toMatchObject(told(row.id, applyKeyResultEvent));
    for (const row of await outcomeReview.findMany())
      expect(log.filter((event) => event.subjectId === row.epicId).at(-1)).toMatchObject({
        kind: 'reviewed',
        at: row.at,
        data: { verdict: row.verdict },
      });
    expect([await theme.count(), await keyResult.count(), await outcomeReview.count()]).toEqual([5, 5, 1]);
  });

  it('gives numbers, roles and places to work with', async () => {
    const counters = await database.client.keyCounter.findMany();
    for (const { prefix, last } of counters) {
      const where = { key: { startsWith: `${prefix}-` } };
      const { epic, parkedIdea, decision, theme, keyResult, item } = database.client;
      const rows = await Promise.all(
        [epic, parkedIdea, decision, theme, keyResult, item].map((table) => (table as typeof item).findMany({ where })),
      );
      const keys = rows.flat().map((one) => Number(one.key.split('-')[1]));
      expect(Math.max(...keys)).toBe(last);
    }
    const sender = { platform: PLATFORM, workspaceId: WORKSPACE_ID, userName: 'x' };
    const mei = await identify(database, { ...sender, userId: 'U0MEILIN', placeId: 'C0CHECKOUT' }, false);
    expect(mei).toMatchObject({
      organization: { setupAt: expect.any(Date) },
      member: { name: 'Mei Lin', teams: [{ name: 'Checkout' }] },
      place: { team: { name: 'Checkout' } },
    });
    const tomas = await identify(database, { ...sender, userId: 'U0TOMAS', placeId: 'C0GENERAL' }, false);
    expect(tomas).toMatchObject({ member: { isAdmin: true, isLeader: false, teams: [] }, place: null });
    const ines = await identify(database, { ...sender, userId: 'U0INES', placeId: 'C0PAYMENTS' }, false);
    expect(ines.member.owns).toEqual([ines.place?.streamId]);
    expect(await database.client.serviceLevel.count()).toBe(3);
    // What is blocked waits for a thing that others may wait for, too.
    const [blocks, blockers] = [await database.client.blockedInterval.findMany(), await database.client.blocker.findMany()];
    const open = blocks.filter((one) => one.to === null);
    expect(open.length).toBeGreaterThan(2);
    expect(new Set(open.map((one) => one.blockerId))).toEqual(new Set(blockers.map((one) => one.id)));
    expect(blockers.every((one) => one.resolvedAt === null)).toBe(true);
    expect(await database.client.event.count({ where: { subjectType: 'blocker', kind: 'opened' } })).toBe(blockers.length);
  });

  it('goes without a trace, and can be loaded anew', async () => {
    await clearDemo(database, PLATFORM, WORKSPACE_ID);
    const tables = await database.client.$queryRaw<{ name: string }[]>`
        SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`;
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const rows = await database.client.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM "${name}" LIMIT 1`);
      expect([name, rows.length]).toEqual([name, 0]);
    }
    expect(await loadDemo(database, { now: NOW, workspaceId: WORKSPACE_ID, seed: 3 })).not.toBeNull();
  });
});
