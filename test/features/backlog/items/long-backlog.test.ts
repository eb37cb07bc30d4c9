import { afterAll, beforeAll, expect, it } from 'vitest';
import { findStream } from '../../../../src/database/organization/streams.ts';
import { readBacklog } from '../../../../src/features/backlog/items/store.ts';
import { backlogView } from '../../../../src/features/backlog/items/views.ts';
import { addCompany, type Company } from '../../../concurrency/company.ts';
import { wordsOf } from '../../../concurrency/words.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';

describeDatabases('a very long backlog', (open) => {
  let opened: TestDatabase;
  let company: Company;
  beforeAll(async () => {
    opened = await open();
    company = await addCompany(opened.database, {
      workspaceId: 'T0LONG',
      streams: [{ key: 'PAY', ready: 1_003 }],
      teams: [{ name: 'Alpha', limit: 3, streams: ['PAY'], people: 1 }],
    });
  });
  afterAll(() => opened.close());

  async function show(after: number): Promise<string> {
    const tenant = { organizationId: company.organizationId, sql: opened.database.sql };
    const stream = await findStream(tenant, company.streamId('PAY'));
    if (!stream) throw new Error('It is there.');
    const part = await readBacklog(tenant, stream.id, after, 10);
    return wordsOf({ type: 'message', blocks: backlogView(stream, part, after, false), replayed: false });
  }

  it('is counted so far, says so, and can be read to its end', async () => {
    expect(await show(0)).toMatch(/More than 1000 items in order, more than 1000 ready\.\n- 1\. PAY-1 .*- 10\. PAY-10 .*\[More\]/su);
    const last = await show(1_000);
    expect(last).toMatch(/- 1003\. PAY-1003 /u);
    expect(last).not.toContain('[More]');
  });
});
