import { expect, it } from 'vitest';
import { logFields } from '../../src/app/log-fields.ts';
import { openServer } from '../../src/database/connection/server.ts';
import { describeServer, openTestServer } from '../support/databases.ts';

it('names fields that it leaves out, and never what they held', () => {
  expect(logFields({ requestId: 'abc', title: 'Refund for Mrs Adler' })).toEqual({ requestId: 'abc', hidden: ['title'] });
});

describeServer('the warning about too many statements', () => {
  it('tells which one it was, by a hash', async () => {
    const opened = await openTestServer();
    const told: Readonly<Record<string, unknown>>[] = [];
    const database = await openServer({ url: opened.url, migrate: false, warn: (_, about) => void told.push(about) });
    // Texts of ours that differ: more than there are names for.
    for (let n = 0; told.length === 0 && n < 2_000; n += 1) {
      const text = [`SELECT ${n} AS n`];
      await database.sql.$queryRaw(Object.assign(text, { raw: text }));
    }
    await database.close();
    await opened.close();
    expect(told).toHaveLength(1);
    expect(logFields(told[0] ?? {})).toEqual({ statement: expect.stringMatching(/^[0-9a-f]{12}$/) });
  });
});
