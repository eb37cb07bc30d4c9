import { afterAll, beforeAll, expect, it } from 'vitest';
import { announce, markSent } from '../../src/database/messages/outbox.ts';
import { claimNext } from '../../src/database/messages/outbox-claim.ts';
import { addOrganization } from '../../src/database/organization/identify.ts';
import { purgeExpired } from '../../src/database/requests/purge.ts';
import { transact } from '../../src/database/requests/transact.ts';
import { describeBoth, type TestDatabase } from '../support/databases.ts';

const NOON = new Date('2026-11-21T12:00:00Z');
const later = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

describeBoth('what has expired', (open) => {
  let opened: TestDatabase;
  let organizationId: string;
  beforeAll(async () => {
    opened = await open();
    organizationId = await addOrganization(opened.database.sql);
  });
  afterAll(() => opened.close());

  it('goes after 25 hours, and not before', async () => {
    const { database } = opened;
    let runs = 0;
    const handle = (now: Date) =>
      transact(database, organizationId, 'command:1', now, async ({ sql }) => {
        // A repeat may begin, but what it asks is refused.
        await sql.$queryRaw`SELECT 1 AS one`;
        runs += 1;
        return { type: 'message' };
      });
    await handle(NOON);
    expect(await purgeExpired(database, later(24))).toBe(0);
    expect((await handle(later(24))).replayed).toBe(true);
    expect(await purgeExpired(database, later(26))).toBe(1);
    expect((await handle(later(26))).replayed).toBe(false);
    expect(runs).toBe(2);
  });

  it('goes after 30 days, of messages that went out or were given up; what is due stays, and where a message stands', async () => {
    const { database } = opened;
    const home = { platform: 'slack', externalId: 'T0PURGE' };
    await database.client.workspace.create({ data: { ...home, organizationId, createdAt: NOON } });
    const place = { platform: 'slack', externalId: 'C0PURGE' };
    const say = (subject: string) =>
      database.transaction(async (sql) =>
        announce({ organizationId, sql, writing: true }, [{ subject, blocks: ['Refund for Mrs Adler'], mode: 'post', place }], NOON),
      );
    await say('sent');
    const first = await claimNext(database, home, NOON, 60_000);
    if (!first) throw new Error('It was due.');
    await markSent(database, first, '17.1');
    for (const state of ['failed', 'unconfirmed', 'skipped', 'due', 'sending']) {
      await say(state);
      await database.client.outbox.updateMany({ where: { subject: state }, data: { state } });
    }
    await purgeExpired(database, later(29 * 24));
    expect(await database.client.outbox.count()).toBe(6);
    expect(await purgeExpired(database, later(31 * 24))).toBe(4);
    const left = await database.client.outbox.findMany({ select: { subject: true }, orderBy: { subject: 'asc' } });
    expect(left.map((one) => one.subject)).toEqual(['due', 'sending']);
    expect(await database.client.postedMessage.count()).toBe(1);
  });
});
