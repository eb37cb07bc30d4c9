import { beforeAll, describe, expect, it } from 'vitest';
import type { Read } from '../../../../src/features/kit/access.ts';
import { readQuery } from '../../../../src/features/kit/finding/read-query.ts';
import { SOURCES } from '../../../../src/features/kit/finding/sources.ts';
import { lookups } from '../../../../src/features/organization/home/lookups.ts';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('type-ahead', (open) => {
  const app = appForSuite(open, { demo: true });
  let home: string;
  let elsewhere: string;
  beforeAll(async () => {
    const { client } = app.database;
    home = (await client.organization.findFirstOrThrow({ where: { name: 'Lindenhof' } })).id;
    elsewhere = '01890000-0000-7000-8000-000000000001';
    await client.organization.create({ data: { id: elsewhere, name: 'Elsewhere', createdAt: new Date(0), setupAt: new Date(0) } });
  });

  const find = async (source: string, query: string, organizationId = home, owns: readonly string[] = []) => {
    const context = { db: { organizationId, sql: app.database.sql }, asker: { roles: { owns }, teams: [] } } as unknown as Read;
    const found = await lookups.find((one) => one.name === source)?.run(context, query);
    return (found ?? []).map((one) => one.text);
  };

  it('finds items by words in any order and case, open ones first', async () => {
    expect((await find(SOURCES.items, 'CARD one-click')).some((text) => text.startsWith('PAY-12 · Save a card'))).toBe(true);
    const over = (await find(SOURCES.items, 'e')).map((text) => text.includes('(done)'));
    expect(over).toEqual([...over].sort((a, b) => Number(a) - Number(b)));
  });

  it('finds items by the beginning of their key, however it is typed, the shortest first', async () => {
    for (const typed of ['PAY-1', 'pay1', 'ＰＡＹ–１']) {
      const keys = (await find(SOURCES.items, typed)).map((text) => text.split(' ')[0] ?? '');
      expect(keys[0]).toBe('PAY-1');
      expect(keys).toContain('PAY-12');
      expect(keys).not.toContain('PAY-2');
    }
  });

  it('finds the top of a backlog by its stream’s key', async () => {
    const items = await app.database.client.item.findMany({
      where: { organizationId: home, key: { startsWith: 'PAY-' }, rank: { not: null } },
    });
    const top = items.sort((a, b) => ((a.rank ?? '') < (b.rank ?? '') ? -1 : 1)).map((one) => one.key);
    expect((await find(SOURCES.items, 'pay-')).slice(0, 3).map((text) => text.split(' ')[0])).toEqual(top.slice(0, 3));
  });

  it('offers what is likely before anything is typed: the top of one’s own streams, else the newest', async () => {
    const { id } = await app.database.client.valueStream.findFirstOrThrow({ where: { organizationId: home, key: 'LOG' } });
    const mine = await find(SOURCES.items, '', home, [id]);
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every((text) => text.startsWith('LOG-'))).toBe(true);
    expect(await find(SOURCES.items, '')).toHaveLength(20);
  });

  it('finds people and streams', async () => {
    expect(await find(SOURCES.people, 'brandt INES')).toEqual(['Ines Brandt']);
    expect(await find(SOURCES.people, 'paweł')).toEqual(['Paweł Nowak']);
    expect(await find(SOURCES.streams, 'pay')).toEqual(['PAY · Payments']);
    expect(await find(SOURCES.streams, '')).toEqual(['IDN · Identity', 'LOG · Logistics', 'PAY · Payments']);
  });

  it('finds nothing of another organization, and takes wildcards as letters', async () => {
    for (const source of Object.values(SOURCES)) {
      for (const query of ['', 'e', 'pay', 'PAY-12', 'E-7', 'Ines']) expect(await find(source, query, elsewhere)).toEqual([]);
      for (const query of ['%', '_', '%%%', '___', '\\', "'; DROP TABLE item --"]) expect(await find(source, query)).toEqual([]);
    }
  });
});

describe('what was typed', () => {
  it('names keys one by one, without a number that cannot be', () => {
    expect(readQuery('PAY-1').keys).toHaveLength(111);
    expect(readQuery('PAY-1').keys.slice(0, 3)).toEqual(['PAY-1', 'PAY-10', 'PAY-11']);
    expect(readQuery('pay').keys).toEqual([]);
    expect(readQuery('99999999999999').keys).toEqual([]);
  });

  it('escapes what LIKE would read', () => {
    expect(readQuery('50%_\\')).toMatchObject({ longest: '%50\\%\\_\\\\%', short: false });
    expect(readQuery('ab')).toMatchObject({ short: true });
    expect(readQuery(Array(50).fill('word').join(' ')).words).toHaveLength(8);
  });
});
