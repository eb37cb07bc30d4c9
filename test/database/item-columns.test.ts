import { expect, it } from 'vitest';
import { appForSuite } from '../support/app.ts';
import { describeBoth } from '../support/databases.ts';

interface Both {
  readonly state: string;
  readonly one: Record<string, unknown>;
  readonly listed: Record<string, unknown>;
}

describeBoth('an item out of item_json, and out of item_row for lists', (open) => {
  const app = appForSuite(open, { demo: true });

  it('has the same columns with the same values', async () => {
    const items = await app.database.sql.$queryRaw<Both[]>`
      SELECT i.state, item_json(i.organization_id, i.id) AS one, j.j::jsonb AS listed
      FROM item i CROSS JOIN LATERAL item_row(i.organization_id, i.id) AS j(j) ORDER BY i.key`;
    expect(new Set(items.map((item) => item.state))).toEqual(new Set(['refining', 'ready', 'delivery', 'done', 'parked']));
    for (const { one, listed } of items) {
      expect(Object.keys(listed).sort()).toEqual(Object.keys(one).sort());
      expect(listed).toEqual(one);
    }
  });
});
