import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/database/connection/database.ts';
import type { TenantTransaction } from '../../src/database/connection/tenant.ts';
import { addEpic, changeEpic } from '../../src/database/epics/epic-changes.ts';
import type { Change } from '../../src/database/events/change.ts';
import { logEvent } from '../../src/database/events/events.ts';
import { addIdea, closeIdea } from '../../src/database/ideas/ideas.ts';
import { openBlocker, settleBlocker } from '../../src/database/items/blockers.ts';
import { changeItem, touchItem } from '../../src/database/items/item-changes.ts';
import { findItemByKey } from '../../src/database/items/items.ts';
import { lockStreams } from '../../src/database/items/stream-locks.ts';
import { addKeyResult, addObjective, changeKeyResult, changeObjective } from '../../src/database/strategy/goals.ts';
import { addTheme, changeTheme } from '../../src/database/strategy/themes.ts';
import { epicTexts } from '../../src/model/epic/epic-texts.ts';
import { addCompany, type Company } from '../concurrency/company.ts';
import { describeBoth, type TestDatabase } from '../support/databases.ts';
import { compareWithOutsider } from '../support/replay/compare.ts';

// A request began first, waited for a lock, and writes what somebody else's change came before.
const BEGAN: Change = { at: new Date('2026-11-21T12:00:00Z'), memberId: null };
const MEANWHILE: Change = { at: new Date('2026-11-21T12:00:01Z'), memberId: null };

describeBoth('the time of a change that waited for another', (open) => {
  let opened: TestDatabase;
  let database: Database;
  let company: Company;
  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    company = await addCompany(database, {
      workspaceId: 'T0TIMES',
      streams: [{ key: 'PAY', ready: 3 }],
      teams: [{ name: 'Checkout', limit: 3, streams: ['PAY'], people: 1 }],
    });
  });
  afterAll(() => opened.close());

  const writing = <Result>(run: (tenant: TenantTransaction) => Promise<Result>) =>
    database.transaction((sql) => run({ organizationId: company.organizationId, sql, writing: true }));
  const timesOf = (subjectId: string) =>
    database.client.event.findMany({ where: { subjectId }, orderBy: { subjectVersion: 'asc' }, select: { at: true } });

  it('is not before it, for things that the log makes', async () => {
    await writing(async (tenant) => {
      const item = await findItemByKey(tenant, 'PAY-1');
      if (!item) throw new Error('PAY-1 is there.');
      const edited = await touchItem(tenant, item, { kind: 'edited', data: { title: 'Refunds' } }, MEANWHILE);
      const lock = await lockStreams(tenant, [item.streamId]);
      await changeItem(lock, edited, { kind: 'unreadied', data: {} }, BEGAN);

      const fields = { title: 'Gift cards', ownerId: null, streamId: null, evidence: null, ...epicTexts({}) };
      const epic = await addEpic(
        tenant,
        { ...fields, outcome: 'More buy', affects: null, measure: null, askAgainOn: null, sourceLink: null },
        MEANWHILE,
      );
      const started = await changeEpic(tenant, epic, { kind: 'moved', data: { to: 'investing' } }, BEGAN);
      expect(started.startedAt).toEqual(MEANWHILE.at);

      const idea = {
        title: 'Drones',
        reasonCode: 'too_early',
        reason: 'Not now',
        reopen: { kind: 'never', on: null, when: null },
      } as const;
      const parked = await addIdea(tenant, { ...idea, subject: null, sourceLink: null }, MEANWHILE);
      await closeIdea(tenant, parked, 'Somebody asked', BEGAN);
    });
    expect(await compareWithOutsider(database.sql, company.organizationId)).toEqual([]);
  });

  it('is not before it, for all else, and rows say the same as the log', async () => {
    const ids = await writing(async (tenant) => {
      const theme = await addTheme(
        tenant,
        { name: 'Trust', winWhere: 'At the till', outcomes: null, tradeOffs: null, constraints: null },
        MEANWHILE,
      );
      expect((await changeTheme(tenant, theme, { kind: 'activated', data: {} }, BEGAN)).reviewedAt).toEqual(MEANWHILE.at);
      const objective = await addObjective(tenant, { title: 'Fewer give up', themeId: null }, MEANWHILE);
      await changeObjective(tenant, objective, { kind: 'changed', data: { title: 'Nobody gives up' } }, BEGAN);
      const measure = await addKeyResult(tenant, objective.id, { title: 'Give up', unit: '%', baseline: 38, target: 30 }, MEANWHILE);
      const measured = await changeKeyResult(tenant, measure, { kind: 'measured', data: { current: 36 } }, BEGAN);
      expect(measured.measuredAt).toEqual(MEANWHILE.at);
      const blocker = await openBlocker(tenant, 'The bank', MEANWHILE);
      await settleBlocker(tenant, blocker, BEGAN);
      const subject = { type: 'organization', id: tenant.organizationId } as const;
      await logEvent(tenant, subject, 'roles', {}, MEANWHILE);
      await logEvent(tenant, subject, 'roles', {}, BEGAN);
      return [theme.id, objective.id, measure.id, blocker, tenant.organizationId];
    });
    for (const id of ids) expect(await timesOf(id)).toEqual([{ at: MEANWHILE.at }, { at: MEANWHILE.at }]);
    expect(await database.client.blocker.findMany({ select: { resolvedAt: true } })).toEqual([{ resolvedAt: MEANWHILE.at }]);
    expect(await compareWithOutsider(database.sql, company.organizationId)).toEqual([]);
  });
});
