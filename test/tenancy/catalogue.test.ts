import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../support/databases.ts';
import { describeBoth } from '../support/databases.ts';
import { tables } from '../support/play.ts';

/** Tables that are not an organization's: what finds it, what it is, and the migrations' own. */
const NOT_OF_ONE = new Set(['organization', 'workspace', '_prisma_migrations']);

interface Key {
  readonly of: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly kind: string;
  readonly target: string | null;
  readonly targetColumns: readonly string[];
}

describeBoth('the catalogue (S-52)', (open) => {
  let opened: TestDatabase;
  let names: string[];
  let keys: Key[];
  beforeAll(async () => {
    opened = await open();
    names = (await tables(opened.database)).filter((name) => !NOT_OF_ONE.has(name));
    const columns = (owner: string, numbers: string) =>
      `(SELECT coalesce(json_agg(a.attname ORDER BY n.place), '[]') FROM unnest(${numbers}::int2[]) WITH ORDINALITY AS n(number, place) JOIN pg_attribute a ON a.attrelid = ${owner} AND a.attnum = n.number)`;
    keys = await opened.database.client.$queryRawUnsafe<Key[]>(`
      SELECT t.relname::text AS of, i.relname::text AS name, CASE WHEN x.indisprimary THEN 'primary' ELSE 'unique' END AS kind,
        ${columns('t.oid', 'x.indkey')} AS columns, NULL AS target, '[]'::json AS "targetColumns"
      FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique
      UNION ALL
      SELECT t.relname::text, c.conname::text, 'foreign', ${columns('t.oid', 'c.conkey')}, f.relname::text, ${columns('f.oid', 'c.confkey')}
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid
      WHERE c.contype = 'f' AND t.relnamespace = 'public'::regnamespace`);
  });
  afterAll(() => opened.close());

  it('knows the tables', () => {
    expect(names).toEqual(expect.arrayContaining(['item', 'event', 'inbox', 'outbox', 'form_draft', 'member', 'place']));
  });

  it('gives every table a primary key led by the organization', () => {
    const led = keys.filter((key) => key.kind === 'primary' && key.columns[0] === 'organization_id').map((key) => key.of);
    expect(led.sort()).toEqual([...names].sort());
  });

  it('has no unique key that two organizations could fight over', () => {
    const odd = keys.filter((key) => key.kind !== 'foreign' && !NOT_OF_ONE.has(key.of) && key.columns[0] !== 'organization_id');
    expect(odd).toEqual([]);
  });

  it('has no foreign key that could lead into another organization', () => {
    const foreign = keys.filter((key) => key.kind === 'foreign');
    expect(foreign.length).toBeGreaterThan(15);
    const odd = foreign.filter(
      (key) => key.columns[0] !== 'organization_id' || key.targetColumns[0] !== (key.target === 'organization' ? 'id' : 'organization_id'),
    );
    expect(odd).toEqual([]);
    // Every table hangs on its organization, directly or through what it belongs to.
    expect([...new Set(foreign.map((key) => key.of))].sort()).toEqual([...names, 'workspace'].sort());
  });
});
