import pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statementOf } from '../../../../src/database/connection/statement.ts';
import type { Tenant } from '../../../../src/database/connection/tenant.ts';
import { findLike } from '../../../../src/database/ideas/likeness.ts';
import { describeDatabases, describeServer, openTestEmbedded, openTestServer, type TestDatabase } from '../../../support/databases.ts';

/** A new organization with a stream and items of these titles. */
async function organizationWith(database: TestDatabase['database'], titles: readonly string[]): Promise<Tenant> {
  const [organizationId, streamId] = [newId(), newId()];
  const at = new Date('2026-11-02T09:00:00Z');
  const { client } = database;
  await client.organization.create({ data: { id: organizationId, name: 'Some', zone: 'UTC', createdAt: at } });
  await client.valueStream.create({
    data: { organizationId, id: streamId, key: 'PAY', name: 'Payments', doneMeans: 'released', createdAt: at },
  });
  await client.item.createMany({
    data: titles.map((title, index) => ({
      organizationId,
      id: newId(),
      streamId,
      key: `PAY-${index + 1}`,
      title,
      state: 'refining',
      rank: `a${String(index).padStart(8, '0')}`,
      createdAt: at,
      changedAt: at,
    })),
  });
  return { organizationId, sql: database.sql };
}

const LIKE: readonly (readonly [string, string])[] = [
  ['Pay by invoice', 'Paying by invoice for companies'],
  ['Pay by invoice', 'pay by INVOICE'],
  ['Pay by invoice', 'Let business customers pay by invoice after delivery instead of by card'],
  ['Gift cards', 'Gift card'],
  ['Gift cards', 'Gift cards for birthdays and other celebrations, sold in shops'],
  ['Save a card for one-click payment', 'One-click payment'],
  ['Receipts by e-mail', 'Send receipts by email'],
  ['Sign in with a passkey', 'Passkeys'],
  ['Pay in instalments', 'Instalment payments'],
  ['Zahlung per Rechnung', 'Zahlen per Rechnung für Firmen'],
];

const UNLIKE: readonly (readonly [string, string])[] = [
  ['Gift cards', 'Refund by bank transfer'],
  ['Pay by invoice', 'Pay in instalments'],
  ['Pay by invoice', 'Pay'],
  ['Pay by invoice', 'Pay by direct debit'],
  ['Sign in with a passkey', 'Sign in with Google'],
  ['Gift cards', 'Save a card for one-click payment'],
  ['Dark mode', 'Delivery on Saturdays'],
];

describeDatabases('likeness of titles', (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  describe.each(LIKE)('“%s”', (stored, typed) => {
    it(`is like “${typed}”`, async () => {
      const tenant = await organizationWith(opened.database, ['Weigh parcels at the packing table', stored]);
      expect((await findLike(tenant, typed, { limit: 5 })).map((one) => one.title)).toEqual([stored]);
    });
  });

  describe.each(UNLIKE)('“%s”', (stored, typed) => {
    it(`is not like “${typed}”`, async () => {
      const tenant = await organizationWith(opened.database, [stored]);
      expect(await findLike(tenant, typed, { limit: 5 })).toEqual([]);
    });
  });

  it('looks into this organization alone', async () => {
    await organizationWith(opened.database, ['Pay by invoice']);
    const other = await organizationWith(opened.database, ['Gift cards']);
    expect(await findLike(other, 'Pay by invoice', { limit: 5 })).toEqual([]);
  });
});

// The tests' server runs in the C locale, in which pg_trgm sees ASCII letters alone; real ones have a UTF-8 locale, as the embedded one does.
describe('likeness beyond Latin letters (embedded)', () => {
  it('knows other alphabets', async () => {
    const opened = await openTestEmbedded();
    const tenant = await organizationWith(opened.database, ['Оплата по счёту', 'Тёмная тема']);
    expect((await findLike(tenant, 'Оплата по СЧЁТУ для компаний', { limit: 5 })).map((one) => one.title)).toEqual(['Оплата по счёту']);
    await opened.close();
  });
});

const NOUNS =
  'invoice parcel basket label voucher courier refund passkey receipt address bank seller shopper warehouse shelf photo search filter price currency'.split(
    ' ',
  );
const VERBS = 'show print check remember split merge send book weigh scan sort hide export import pay cancel return track sign save'.split(
  ' ',
);

/** Any number of different titles that share their words. */
function titles(n: number): string[] {
  return Array.from({ length: n }, (_, index) => {
    const [verb, first, second] = [VERBS[index % 20], NOUNS[Math.floor(index / 20) % 20], NOUNS[Math.floor(index / 400) % 20]];
    return `${verb} the ${first} before the ${second} of order ${index}`;
  });
}

describeServer('likeness among 10,000 titles (server)', () => {
  let opened: TestDatabase & { readonly url: string };
  let tenant: Tenant;
  let client: pg.Client;
  beforeAll(async () => {
    opened = await openTestServer();
    await organizationWith(opened.database, titles(10_000));
    tenant = await organizationWith(opened.database, [...titles(10_000), 'Pay by invoice']);
    // As autovacuum does: the index's pending list is merged, and the planner knows the titles.
    client = new pg.Client({ connectionString: opened.url });
    await client.connect();
    await client.query('VACUUM ANALYZE item');
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await opened.close();
  });

  it('finds the one', async () => {
    const [best] = await findLike(tenant, 'Paying by invoice for companies', { limit: 3 });
    expect(best?.title).toBe('Pay by invoice');
  });

  it.each(['Paying by invoice for companies', 'Gift cards', 'Let business customers pay by invoice after delivery instead of by card'])(
    'asks the trigram index for “%s”',
    async (title) => {
      const asked: { text: string; values: unknown[] }[] = [];
      const listening = {
        $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) => {
          const statement = statementOf(strings, values);
          asked.push({ text: statement.text, values: [...statement.values] });
          return [];
        },
      };
      await findLike({ ...tenant, sql: listening as unknown as Tenant['sql'] }, title, { limit: 3 });
      const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${asked[0]?.text}`, asked[0]?.values);
      const [plan] = rows[0]['QUERY PLAN'];
      expect(JSON.stringify(plan)).toContain('"Index Name":"item_title_likeness"');
      expect(seqScans(plan.Plan)).not.toContain('item');
    },
  );
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

function seqScans(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(seqScans)];
}
