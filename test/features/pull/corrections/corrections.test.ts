import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldItemHistory } from '../../../../src/model/item/item-history.ts';
import { readHistories } from '../../../fixtures/read-histories.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('corrected days and external dates', (open) => {
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
      teams: [{ name: 'Checkout', limit: 9, streams: ['PAY'], people: ['mei'], channel: 'checkout' }],
    });
    for (const title of ['Refund by transfer', 'Gift cards']) await addReady(at, 'mei', 'checkout', title);
    // As if they had been here for a month.
    for (const [table, columns] of [
      ['item', ['created_at', 'ready_at', 'changed_at']],
      ['event', ['at']],
      ['stage_visit', ['entered_at', 'left_at']],
    ] as const)
      for (const column of columns)
        await opened.database.client.$executeRawUnsafe(`UPDATE ${table} SET ${column} = ${column} - interval '30 days'`);
    await mei('pull');
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });
  const mei = (words: string) => at.type('mei', 'checkout', words);
  const day = (back: number) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(Date.now() - back * 86_400_000));
  const errors = () => JSON.stringify(app.driver.view('mei')?.errors);

  it('are refused before anything started, in the future, and before the item was here', async () => {
    expect((await mei('correct PAY-2')).text).toContain(
      'PAY-2 is ready, so it has no start or finish that counts. Pull it first: /flow pull PAY-2.',
    );
    const before = await fingerprint(opened.database);
    await mei('correct PAY-1');
    for (const [values, said] of [
      [{ startedOn: day(-1), reason: 'x' }, 'in the future'],
      [{ startedOn: day(40), reason: 'x' }, 'was not here before'],
      [{ finishedOn: day(0), reason: 'x' }, "isn't done yet"],
      [{ reason: 'x' }, 'noted already'],
    ] as const) {
      await at.send('mei', { startedOn: day(0), finishedOn: '', ...values });
      expect(errors()).toContain(said);
    }
    expect(await fingerprint(opened.database)).toEqual(before);
  });

  it('keep both values, are marked on the card, and are a decision', async () => {
    const sent = await at.send('mei', { startedOn: day(4), finishedOn: '', reason: 'I began on Monday and forgot' });
    expect(sent.text).toContain('Corrected: PAY-1 · Refund by transfer was started');
    expect((await mei('PAY-1')).text).toContain('day 5');
    expect((await mei('PAY-1')).text).toContain('I began on Monday and forgot');
    expect(await row(opened.database, "SELECT act, reason FROM decision WHERE act = 'correction'")).toEqual({
      act: 'correction',
      reason: 'I began on Monday and forgot',
    });
    expect(
      await row(
        opened.database,
        "SELECT data->'was'->>'startedAt' IS NOT NULL AS kept, data ? 'startedAt' AS given, data ? 'finishedAt' AS both FROM event WHERE kind = 'corrected'",
      ),
    ).toEqual({ kept: true, given: true, both: false });
    expect((await mei('undo')).text).not.toContain('Something broke');
  });

  it('change what is usual once the item is done, and are stale once it moved on', async () => {
    await mei('correct PAY-1');
    const view = app.driver.view('mei');
    await mei('pull PAY-1');
    const running = await row(opened.database, "SELECT state FROM item WHERE key = 'PAY-1'");
    if (running?.state === 'ready') await mei('pull');
    await mei('done PAY-1');
    await app.driver.submit({ as: 'mei', view, values: { startedOn: day(6), reason: 'Late' } });
    expect(errors()).toContain('Somebody changed PAY-1 while this form was open');
    await app.driver.close({ as: 'mei' });
    await mei('next');
    await mei('correct PAY-1');
    await at.send('mei', { startedOn: day(9), finishedOn: day(2), reason: 'Nobody noted it' });
    expect((await mei('PAY-1')).text).toContain('in 8 days');
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM service_level')).toEqual({ n: 0 });
    await mei('correct PAY-1');
    await at.send('mei', { startedOn: day(1), reason: 'Wrong way' });
    expect(errors()).toContain('It would be finished before it is started.');
    await app.driver.close({ as: 'mei' });
  });

  it('leave a log whose replay gives the tables (C-12)', async () => {
    const stages = await opened.database.client.stage.findMany();
    for (const { row: item, events } of await readHistories(opened.database)) {
      const { startedAt, finishedAt, state, revision } = foldItemHistory(events, stages as never).item;
      expect(item).toMatchObject({ startedAt, finishedAt, state, revision });
    }
  });

  it('an external date needs its law or contract, stands on the card and in why, and is no plan', async () => {
    await mei('date PAY-2');
    await at.send('mei', { on: '2031-03-01' });
    expect(errors()).toContain('Name the law or contract');
    await at.send('mei', { on: '9999-03-01', why: 'x' });
    expect(errors()).toContain('within the next ten years');
    expect((await at.send('mei', { on: '2031-03-01', why: 'The new VAT law' })).text).toContain(
      'PAY-2 · Gift cards has an external date: 1 March 2031: The new VAT law. A fact to reckon with, never a plan.',
    );
    for (const words of ['PAY-2', 'why PAY-2']) expect((await mei(words)).text).toContain('1 March 2031: The new VAT law');
    expect(await row(opened.database, "SELECT external_date::text AS d FROM item WHERE key = 'PAY-2'")).toEqual({ d: '2031-03-01' });
    await mei('date PAY-2');
    expect((await at.send('mei', { on: null, why: '' })).text).toContain('has no external date any more.');
    expect((await mei('PAY-2')).text).not.toContain('VAT');
    const more = await at.press('mei', await mei('PAY-2'), 'More');
    expect(more.buttons).toEqual(['Needs …', 'External date', 'Challenge', 'Split', 'Merge', 'Expedite']);
  });
});
