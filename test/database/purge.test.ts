import { afterAll, beforeAll, expect, it } from 'vitest';
import { addOrganization } from '../../src/database/organization/identify.ts';
import { purgeExpired } from '../../src/database/requests/purge.ts';
import { transact } from '../../src/database/requests/transact.ts';
import { describeDatabases, type TestDatabase } from '../support/databases.ts';

const NOON = new Date('2026-11-21T12:00:00Z');
const later = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

describeDatabases('what has expired', (open) => {
  let opened: TestDatabase;
  let organizationId: string;
  beforeAll(async () => {
    opened = await open();
    organizationId = await addOrganization(opened.database.client);
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
});
