import { afterAll, beforeAll, expect, it } from 'vitest';
import { touchItem } from '../../../../src/database/items/item-changes.ts';
import { findItemByKey } from '../../../../src/database/items/items.ts';
import { compareWithReplay } from '../../../concurrency/log-completeness.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('C-12: the log of items in another shape', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  const mei = (words: string) => at.type('mei', 'checkout', words);

  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    at = await setUp(app, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'mei' },
        { key: 'LOG', name: 'Logistics', owner: 'mei' },
      ],
      teams: [{ name: 'Checkout', limit: 6, streams: ['PAY', 'LOG'], people: ['mei'], channel: 'checkout' }],
    });
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  const organizationId = async () => (await opened.database.client.organization.findFirstOrThrow()).id;

  /** One item waits for another, as a handler writes it: the row and its event together. */
  async function need(key: string, other: string): Promise<void> {
    const id = await organizationId();
    await opened.database.modelTransaction(async (models, sql) => {
      const tenant = { organizationId: id, sql, writing: true } as const;
      const [item, needs] = [await findItemByKey(tenant, key), await findItemByKey(tenant, other)];
      if (!item || !needs) throw new Error('Both are there.');
      await models.dependency.create({
        data: { organizationId: id, itemId: item.id, needsId: needs.id, reason: null, createdAt: new Date() },
      });
      await touchItem(tenant, item, { kind: 'needs', data: { itemId: needs.id, reason: null } }, { at: new Date(), memberId: null });
    });
  }

  it('replayed from empty gives items, visits, blocks, dependencies and old keys', async () => {
    for (const title of ['Save a card', 'Refunds', 'Gift cards', 'Apple Pay', 'Vouchers'])
      await addReady(at, 'mei', 'checkout', `PAY ${title}`);
    await need('PAY-3', 'PAY-2');
    await need('PAY-5', 'PAY-2');
    await need('PAY-2', 'PAY-4');
    await mei('expedite PAY-1 The bank closes');
    await mei('pull');
    await mei('block PAY-1 rain');
    await mei('unblock PAY-1');
    await mei('move PAY-1 in review');
    await mei('split PAY-1 Save it; Show it');
    await at.send('mei');
    // The hurry goes on with the part that goes on.
    expect(await opened.database.client.item.findMany({ where: { expedite: true }, select: { key: true } })).toEqual([{ key: 'PAY-6' }]);
    await mei('split PAY-2 By card; By transfer');
    await at.send('mei');
    expect((await mei('PAY-3')).text).toContain('PAY-3 · Gift cards');
    await mei('merge PAY-9 into PAY-8');
    await mei('transfer PAY-3 LOG');
    await mei('transfer PAY-3 PAY');
    await mei('transfer PAY-5 LOG');
    await mei('unplanned PAY The door is open');
    await mei('undo');
    await mei('unplanned LOG The window is open');
    await mei('pull PAY-4');
    await mei('done PAY-4');
    await mei('undo');
    await mei('done PAY-6');
    await at.press('mei', await mei('PAY-6'), 'What did we learn?');
    await at.send('mei', { learning: 'It was easy' });
    await mei('move PAY-6 in review');
    await mei('done PAY-6');
    await mei('done PAY-1');

    const id = await organizationId();
    const stages = (await opened.database.client.stage.findMany()).map((one) => ({ ...one, kind: one.kind as 'active' | 'waiting' }));
    const { differences, items } = await compareWithReplay(opened.database, id, stages);
    expect(differences).toEqual([]);
    expect(items).toBe(11);
    const kinds = new Set((await opened.database.client.event.findMany({ where: { subjectType: 'item' } })).map((one) => one.kind));
    for (const kind of ['expedited', 'split', 'merged', 'transferred', 'needs', 'needless', 'learned', 'undone', 'reopened', 'parked'])
      expect([...kinds], kind).toContain(kind);
    expect(await opened.database.client.itemAlias.count()).toBe(3);
    expect(app.driver.refusals).toEqual([]);
  });
});
