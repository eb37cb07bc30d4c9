import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { checkHistory, complaints, type Findings, summary } from '../support/history/check.ts';
import { pullAndFinish } from './clients.ts';
import { addCompany } from './company.ts';
import { openLab, type Variant } from './variants.ts';

const CLIENTS = 24;
const LIMIT = 3;
const ITEMS = 200;

describeServer('C-10: the checker has teeth', () => {
  let opened: TestDatabase & { readonly url: string };
  beforeAll(async () => {
    opened = await openTestServer();
  });
  afterAll(async () => {
    await opened.close();
  });

  /** The run of C-01 against pulls in raw SQL, until nothing is left. */
  async function run(variant: Variant): Promise<Findings> {
    const company = await addCompany(opened.database, {
      workspaceId: `T0${variant.toUpperCase()}`,
      streams: [{ key: 'PAY', limit: LIMIT, ready: ITEMS }],
      teams: [],
    });
    const where = { organizationId: company.organizationId, streamId: company.streamId('PAY'), stageId: company.stages[0]?.id ?? '' };
    const lab = openLab(opened.url, CLIENTS, where, LIMIT);
    try {
      const history = await pullAndFinish(
        { pull: (proc) => lab.pull(proc, variant), finish: lab.finish },
        { clients: CLIENTS, enough: () => false },
      );
      const found = checkHistory(history, company.before('PAY', LIMIT), 200_000);
      process.stderr.write(`C-10 ${variant}: ${history.length} operations, ${summary(found)}\n`);
      return found;
    } finally {
      await lab.close();
    }
  }

  it('reports the naive variant: items pulled twice', async () => {
    const found = await run('naive');
    expect(found.double.length).toBeGreaterThan(0);
    expect(found.order.type).not.toBe('linearizable');
  });

  it('reports the SKIP LOCKED variant: limit and order broken', async () => {
    const found = await run('skipLocked');
    expect(found.wip.length).toBeGreaterThan(0);
    expect(found.rank.length).toBeGreaterThan(0);
    expect(found.order.type).not.toBe('linearizable');
  });

  it('has nothing to say against the row lock', async () => {
    expect(complaints(await run('locked'))).toEqual([]);
  });
});
