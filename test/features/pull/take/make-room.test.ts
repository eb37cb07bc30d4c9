import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('what came up, at a full team (D11)', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
    at = await setUp(app, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 2, streams: ['PAY'], people: ['mei'], channel: 'checkout' }],
    });
    for (const title of ['Refund by transfer', 'Gift cards', 'Clearer declines']) await addReady(at, 'mei', 'checkout', title);
    for (let n = 0; n < 2; n += 1) await mei('pull');
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });
  const mei = (words: string) => at.type('mei', 'checkout', words);
  const item = (title: string) => row(opened.database, 'SELECT key, state, unplanned FROM item WHERE title = $1', title);
  const inProgress = async () => (await row(opened.database, "SELECT count(*)::int AS n FROM item WHERE state = 'delivery'"))?.n;

  it('asks what waits for it, and keeps the words; something goes back, and it starts', async () => {
    const asked = await mei('unplanned Customers are charged twice');
    expect(asked.text).toContain('Checkout is full: 2 of 2 in progress.');
    expect(asked.text).toContain('“Customers are charged twice” is kept. What waits for it?');
    expect(await item('Customers are charged twice')).toBeUndefined();
    const started = await at.press('mei', asked, 'PAY-2 waits');
    expect(started.text).toContain('is back on top of Payments for it.');
    expect(started.text).toContain('Customers are charged twice. 2 of 2 in progress.');
    expect(await item('Customers are charged twice')).toMatchObject({ state: 'delivery', unplanned: true });
    expect(await item('Gift cards')).toMatchObject({ state: 'ready' });
    expect(await inProgress()).toBe(2);
  });

  it('is next in line, or starts once an exception made room, without being typed again', async () => {
    const line = await at.press('mei', await mei('unplanned The printer smokes'), 'It is next in line');
    expect(line.text).toContain('The printer smokes is first in Payments, marked as unplanned.');
    expect(await item('The printer smokes')).toMatchObject({ state: 'refining', unplanned: true });
    await mei('unplanned');
    const asked = await at.send('mei', { title: 'The door is open', kind: 'Defect' });
    expect((await at.press('mei', asked, 'Start it')).text).toContain('“The door is open” is kept.');
    const again = await mei('unplanned The door is open');
    await mei('exception Fire in the hall');
    expect((await at.press('mei', again, 'Start it')).text).toContain('The door is open. 3 of 2 in progress');
    // With the exception in use there is still a way in.
    const used = await mei('unplanned The roof leaks');
    expect(used.buttons).toContain('It is next in line');
    expect(used.buttons.some((label) => label.endsWith(' waits'))).toBe(true);
  });

  it('the limit holds for what is expedited, too, and the swap is offered', async () => {
    await row(opened.database, 'DELETE FROM wip_exception RETURNING id');
    const waiting = String((await item('Clearer declines'))?.key);
    await mei(`expedite ${waiting} the bank calls`);
    const full = await mei('pull');
    expect(full.text).toContain('goes before everything else, and the limit holds for it, too. What waits for it?');
    expect(full.buttons).not.toContain('Start it');
    // One over the limit since the exception ended: one that goes back is not enough, and nothing happens.
    const label = full.buttons.find((one) => one.endsWith(' waits')) ?? '';
    const before = await inProgress();
    expect((await at.press('mei', full, label)).text).toContain('Checkout is over its limit: 3 of 2 in progress. Nothing was changed.');
    expect(await inProgress()).toBe(before);
    await mei(`done ${(await item('The door is open'))?.key}`);
    const swapped = await at.press('mei', await mei(`pull ${waiting}`), 'PAY-1 waits');
    expect(swapped.text).toContain('PAY-1 · Refund by transfer is back on top of Payments for it.');
    expect(await item('Clearer declines')).toMatchObject({ state: 'delivery' });
    expect(await inProgress()).toBe(2);
  });
});
