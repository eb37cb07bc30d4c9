import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { addOrganization } from '../../src/database/organization/identify.ts';
import { describeBoth, type TestDatabase } from '../support/databases.ts';

const TYPED = 'Refund for Mrs Adler';

describeBoth('a failure of the database in the log', (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
    const { client } = opened.database;
    await client.$executeRawUnsafe(
      'CREATE TABLE typed (what text CONSTRAINT typed_once UNIQUE, CONSTRAINT typed_short CHECK (length(what) < 30))',
    );
  });
  afterAll(() => opened.close());

  /** What a line of the log says of what this fails with. */
  async function logged(failing: Promise<unknown>): Promise<{ readonly line: string; readonly err: Record<string, unknown> }> {
    const error: unknown = await failing.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    const lines: string[] = [];
    createLog('trace', { write: (text) => void lines.push(text) }).error({ err: error }, 'request broke');
    const line = lines.join('');
    return { line, err: JSON.parse(line) };
  }

  it('has its code and names of the schema, and nothing that was typed', async () => {
    const { database } = opened;
    const put = (what: string) => database.transaction(async (sql) => sql.$executeRaw`INSERT INTO typed (what) VALUES (${what})`);
    await put(TYPED);
    const taken = await logged(put(TYPED));
    expect(taken.err).toMatchObject({ codes: expect.arrayContaining(['23505']) });
    const long = await logged(put(`${TYPED}, by bank transfer, today`));
    expect(long.err).toMatchObject({ codes: expect.arrayContaining(['23514']) });
    const cast = await logged(database.sql.$queryRaw`SELECT ${TYPED}::text::uuid AS id`);
    expect(cast.err).toMatchObject({ codes: expect.arrayContaining(['22P02']) });
    const models = await logged(
      database.client.organization.create({ data: { id: TYPED, name: TYPED, zone: 'UTC', createdAt: new Date() } }),
    );
    const inside = await logged(
      database.transaction(async (sql) => sql.$queryRaw`SELECT jsonb_path_query(to_jsonb(${TYPED}::text), 'strict $.a') AS a`),
    );
    for (const { line } of [taken, long, cast, models, inside]) {
      expect(line).not.toContain('Adler');
      expect(line).toMatch(/"stack":" +at /);
    }
  });

  it('tells of an error of ours its name and place, and no message either', async () => {
    const { line, err } = await logged(Promise.reject(new TypeError(TYPED)));
    expect(err).toMatchObject({ error: 'TypeError' });
    expect(line).not.toContain('Adler');
    expect(await addOrganization(opened.database.sql)).toBeTruthy();
  });
});
