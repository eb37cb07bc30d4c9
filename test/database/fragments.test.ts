import { expect, it, vi } from 'vitest';
import { fragment } from '../../src/database/connection/fragment.ts';
import { NAMED_STATEMENTS, nameStatements } from '../../src/database/connection/pg-sql.ts';
import { statementOf } from '../../src/database/connection/statement.ts';
import { addOrganization } from '../../src/database/organization/identify.ts';
import { describeDatabases } from '../support/databases.ts';

const FEW = fragment`n < 4`;
const EVEN = fragment`n % 2 = 0`;
const between = (from: number, to: number) => fragment`(n >= ${from}::int AND n <= ${to}::int)`;
/** As a statement's tag gets them. */
const taken = (strings: TemplateStringsArray, ...values: readonly unknown[]) => statementOf(strings, values);
const sent = (first: unknown, last: unknown) => taken`SELECT ${first} WHERE ${last}`;

describeDatabases('a fragment', (open) => {
  it('is part of the text, and its values are numbered with those around it', async () => {
    const { database, close } = await open();
    try {
      const ask = (what: string, low: number, chosen: typeof FEW) => database.sql.$queryRaw<{ what: string; n: number }[]>`
        SELECT ${what}::text AS what, n FROM generate_series(1, ${9}::int) AS n
        WHERE (${between(low, 6)} OR ${between(low + 6, 9)}) AND ${chosen} AND n <> ${2}::int ORDER BY n`;
      expect(await ask('few', 1, FEW)).toEqual([
        { what: 'few', n: 1 },
        { what: 'few', n: 3 },
      ]);
      expect(await ask('even', 2, EVEN)).toEqual([4, 6, 8].map((n) => ({ what: 'even', n })));
      expect(await ask('few', 3, FEW)).toEqual([{ what: 'few', n: 3 }]);
    } finally {
      await close();
    }
  });

  it('holds in a transaction, for what is asked, counted, sent unwaited, and beside the models', async () => {
    const { database, close } = await open();
    try {
      const id = await addOrganization(database.sql, 'Fragments');
      const OWN = fragment`id = ${id}::uuid`;
      await database.transaction(async (sql) => {
        sql.$sendRaw`UPDATE organization SET name = ${'Parts'} WHERE ${OWN}`;
        expect(await sql.$executeRaw`UPDATE organization SET bet_limit = ${3} WHERE ${OWN}`).toBe(1);
      });
      await database.modelTransaction(async (_, sql) => {
        expect(await sql.$queryRaw`SELECT name, bet_limit FROM organization WHERE ${OWN} AND bet_limit = ${3}`).toEqual([
          { name: 'Parts', bet_limit: 3 },
        ]);
      });
    } finally {
      await close();
    }
  });
});

it('makes the text of constant fragments once, for each of those that a statement chooses from', () => {
  const first = sent('a', FEW);
  expect(first).toMatchObject({ text: 'SELECT $1 WHERE n < 4', values: ['a'] });
  expect(sent('b', FEW).strings).toBe(first.strings);
  expect(sent('b', EVEN)).toMatchObject({ text: 'SELECT $1 WHERE n % 2 = 0', values: ['b'] });
  expect(sent('c', FEW)).toMatchObject({ text: first.text, values: ['c'] });
  expect(sent('c', FEW).strings).toBe(first.strings);
  // The same fragments in other places.
  expect(sent(FEW, 'd')).toMatchObject({ text: 'SELECT n < 4 WHERE $1', values: ['d'] });
  expect(sent(FEW, EVEN)).toMatchObject({ text: 'SELECT n < 4 WHERE n % 2 = 0', values: [] });
  expect(sent('e', 'f')).toMatchObject({ text: 'SELECT $1 WHERE $2', values: ['e', 'f'] });
});

it('takes the values of fragments anew at each call', () => {
  expect(sent(between(1, 2), 'x')).toMatchObject({ text: 'SELECT (n >= $1::int AND n <= $2::int) WHERE $3', values: [1, 2, 'x'] });
  expect(sent(between(3, 4), 'y')).toMatchObject({ text: 'SELECT (n >= $1::int AND n <= $2::int) WHERE $3', values: [3, 4, 'y'] });
});

it('gives names to many statements, and says once that there are none left', () => {
  const full = vi.fn();
  const name = nameStatements(full);
  const names = Array.from({ length: NAMED_STATEMENTS }, (_, index) => name(`SELECT ${index}`));
  expect(new Set(names).size).toBe(NAMED_STATEMENTS);
  expect(full).not.toHaveBeenCalled();
  expect([name('SELECT -1'), name('SELECT -2'), name('SELECT -1')]).toEqual(['', '', '']);
  expect(full.mock.calls).toEqual([['SELECT -1']]);
  // Those that have one keep it.
  expect(name('SELECT 7')).toBe(names[7]);
});
