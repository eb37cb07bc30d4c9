import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldItemHistory } from '../../src/model/item/item-history.ts';
import { readHistories } from '../fixtures/read-histories.ts';
import type { TestDatabase } from '../support/databases.ts';
import { addReady, found, row } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import { describeStages, type Stage } from '../support/stages.ts';

// Each test is some days of the same fortnight and goes on where the one before it ended.
describeStages('a fortnight of two owners and three teams', (open) => {
  let stage: Stage;
  let opened: TestDatabase;
  let at: Play;
  const ines = (words: string) => at.type('ines', 'general', words);
  const mei = (words: string) => at.type('mei', 'checkout', words);
  const ruth = (words: string) => at.type('ruth', 'payments', words);
  const pawel = (words: string) => at.type('pawel', 'warehouse', words);
  const stands = async (key: string) =>
    String((await row(opened.database, 'SELECT state, blocked FROM item WHERE key = $1', key))?.state ?? 'unknown');
  const decided = async () =>
    (await opened.database.client.decision.findMany({ orderBy: { at: 'asc' } })).map(({ act, reason }) => `${act}: ${reason}`);

  beforeAll(async () => {
    stage = await open();
    ({ opened, at } = stage);
    await found(at, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'ines' },
        { key: 'LOG', name: 'Logistics', owner: 'jonas' },
      ],
      teams: [
        { name: 'Checkout', limit: 2, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' },
        { name: 'Wallet', limit: 2, streams: ['PAY', 'LOG'], people: ['ruth'], channel: 'payments' },
        { name: 'Warehouse', limit: 1, streams: ['LOG'], people: ['pawel'], channel: 'warehouse' },
      ],
    });
    for (const title of ['Save a card', 'Clearer declines', 'Gift cards', 'Fewer clicks', 'Night mode'])
      await addReady(at, 'ines', 'payments', `PAY ${title}`);
    for (const title of ['Parcel lockers', 'Label printer']) await addReady(at, 'jonas', 'warehouse', `LOG ${title}`);
  });
  afterAll(() => stage.stop());

  it('day 1: the owner orders, refines and makes ready; nobody else orders', async () => {
    expect((await ines('order PAY-3 top')).text).toContain('PAY-3 · Gift cards is first in Payments now.');
    expect((await mei('order PAY-1 top')).text).toContain('The order of Payments is for its owner to decide');
    await ines('add PAY Refund by itself');
    const refining = await ines('ready PAY');
    expect(refining.text).toContain('Refund by itself (needs a purpose line, acceptance criteria, and a look at its size)');
    await at.press('ines', refining, 'Check');
    const ready = await at.send('ines', { purpose: 'For those who changed their mind', criteria: 'The money is back', small: ['yes'] });
    expect(ready.text).toContain('PAY-6 · Refund by itself is ready, sixth in Payments.');
  });

  it('day 2: the owner parks what is too much, with the reason', async () => {
    await ines('park PAY-5');
    const parked = await at.send('ines', { reasonCode: 'Too early', reason: 'Few shop at night' });
    expect(parked.text).toContain('“Few shop at night”');
    expect(await stands('PAY-5')).toBe('parked');
    expect((await mei('parked night')).text).toContain('Night mode');
  });

  it('day 3: each team pulls the first it may take', async () => {
    expect((await mei('next')).text).toContain('Next for Checkout: PAY-3 · Gift cards');
    expect((await mei('pull')).text).toContain('Checkout has PAY-3 · Gift cards. 1 of 2 in progress.');
    expect((await ruth('pull')).text).toContain('Wallet has PAY-1 · Save a card. 1 of 2 in progress.');
    expect((await pawel('pull')).text).toContain('Warehouse has LOG-1 · Parcel lockers. 1 of 1 in progress.');
    // Out of order asks one tap.
    const asked = await ruth('pull PAY-4');
    expect(asked.text).toContain('One ready item stands above PAY-4 · Fewer clicks in Payments. PAY-2 is first. Why this one now?');
    expect((await at.press('ruth', asked, 'Skill')).text).toContain('Wallet has PAY-4 · Fewer clicks. 2 of 2 in progress.');
  });

  it('day 4: one thing holds two teams up, until it is over for both', async () => {
    await mei('block PAY-3 The card network is down');
    expect((await ruth('block PAY-1 The card network is down')).text).toContain('It holds PAY-3, too.');
    expect((await ines('blockers')).text).toMatch(/The card network is down\W*, 1 day, holds 2 items: PAY-3 and PAY-1/);
    await at.press('mei', await mei('unblock PAY-3'), 'All 2');
    expect((await ines('blockers')).text).not.toContain('The card network is down');
  });

  it('day 5: too large to finish, so it is split and its first part goes on', async () => {
    await mei('split PAY-3');
    const split = await at.send('mei', { titles: 'Buy a gift card\nPay with a gift card' });
    expect(split.text).toContain('PAY-3 · Gift cards is split into 2 parts.');
    expect(await stands('PAY-7')).toBe('delivery');
    expect(await stands('PAY-8')).toBe('ready');
    // The whole counts no more.
    expect((await mei('pull')).text).toContain('2 of 2 in progress.');
  });

  it('day 8: something cannot wait, and a team goes over its limit in public', async () => {
    await pawel('expedite LOG-2');
    expect((await at.send('pawel', { reason: 'The old printer caught fire' })).text).toContain(
      'LOG-2 · Label printer goes before everything else in Logistics now.',
    );
    const full = await pawel('pull');
    expect(full.text).toContain('Warehouse is full: 1 of 1 in progress.');
    await at.press('pawel', full, 'Make an exception');
    expect((await at.send('pawel', { reason: 'Nothing can be sent without labels', extra: '1' })).text).toContain(
      'Warehouse may have 2 in progress until',
    );
    expect((await pawel('pull')).text).toContain('Warehouse has LOG-2 · Label printer. 2 of 1 in progress, by exception until');
    expect((await at.channel('warehouse')).map((one) => one.text).join('\n')).toContain('over its limit of 1');
  });

  it('day 9: what was done is not, and a slip is taken back', async () => {
    expect((await pawel('done LOG-2')).text).toContain('LOG-2 · Label printer is released');
    expect((await pawel('move LOG-2 in progress')).text).toContain('LOG-2 · Label printer is open again');
    expect((await pawel('undo')).text).toContain('Taken back: LOG-2 · Label printer is done again.');
    await pawel('done LOG-1');
    expect((await pawel('undo')).text).toContain('Taken back');
    expect(await stands('LOG-1')).toBe('delivery');
  });

  it('day 10: work is finished, something is learned, and the owner sees how it stands', async () => {
    const done = await mei('done PAY-7');
    await at.press('mei', done, 'What did we learn?');
    expect((await at.send('mei', { learning: 'Gift cards are bought on phones' })).text).toContain('Kept with PAY-7');
    const health = await ines('health PAY');
    expect(health.text).toContain('Payments: health');
    expect(health.text).not.toMatch(/mei|ruth|oskar/);
    expect(await decided()).toEqual([
      'park: Few shop at night',
      'out_of_order: skill',
      'expedite: The old printer caught fire',
      'wip_exception: Nothing can be sent without labels',
    ]);
    expect((await ines('decisions printer')).text).toContain('The old printer caught fire');
  });

  it('left a log whose replay gives the tables (C-12), and sent nothing that the platform refuses', async () => {
    const stages = await opened.database.client.stage.findMany();
    const histories = await readHistories(opened.database);
    expect(histories.length).toBe(10);
    for (const { row: stored, visits, blocks, events } of histories) {
      const folded = foldItemHistory(events, stages as never);
      expect(stored, stored.key).toMatchObject(folded.item);
      expect(visits).toEqual(folded.visits);
      expect(blocks).toEqual(folded.blocks);
    }
    expect(at.refusals()).toEqual([]);
  });
});
