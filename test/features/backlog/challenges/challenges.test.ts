import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp, userId } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('challenges', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
    at = await setUp(app, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'ines' },
        { key: 'LOG', name: 'Logistics' },
      ],
      teams: [{ name: 'Checkout', limit: 9, streams: ['PAY', 'LOG'], people: ['mei'], channel: 'checkout' }],
    });
    await at.type('tomas', 'general', 'setup roles');
    await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'amara')] });
    for (const title of ['PAY Refund by transfer', 'PAY Gift cards', 'PAY Clearer declines', 'LOG Label printer'])
      await addReady(at, 'mei', 'checkout', title);
    for (const as of ['ines', 'ruth', 'amara']) await at.type(as, 'general');
    await opened.database.client.$executeRawUnsafe("UPDATE value_stream SET owner_id = NULL WHERE key = 'LOG'");
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });
  const amara = (words: string) => at.type('amara', 'general', words);
  const letters = async (to: string) => {
    await app.idle();
    return app.driver.messages('dm', to).filter((one) => one.ephemeralFor === undefined);
  };
  const told = (to: string) => app.driver.snapshot(to).channels.find((one) => one.kind === 'direct')?.id ?? '';

  it('ask the owner, who answers from the message with a reason that is a decision', async () => {
    expect((await amara('challenge PAY-1 Who asked for it?')).text).toContain('ines answers it.');
    await app.idle();
    const asked = app.driver.messages(told('ines'), 'ines').at(-1);
    expect(app.driver.text(asked as never)).toContain('amara asks about PAY-1 · Refund by transfer: Who asked for it?');
    expect((await at.type('mei', 'checkout', 'PAY-1')).text).toContain('by amara: Who asked for it?');
    expect((await at.type('mei', 'checkout', 'PAY-1')).buttons).not.toContain('Keep it');
    await app.driver.click({ as: 'ines', message: asked, label: 'Keep it' });
    const answered = await at.send('ines', { reason: 'The bank stops cheques in March' });
    expect(answered.result.text).toContain('Answered: PAY-1 · Refund by transfer, it stays.');
    expect(await row(opened.database, 'SELECT act, question, choice, reason FROM decision')).toEqual({
      act: 'challenge',
      question: 'PAY-1 · Refund by transfer: Who asked for it?',
      choice: 'It stays.',
      reason: 'The bank stops cheques in March',
    });
    await app.idle();
    const back = app.driver.messages(told('amara'), 'amara').at(-1);
    expect(app.driver.text(back as never)).toContain('ines answered your question about PAY-1');
    expect((await at.type('mei', 'checkout', 'PAY-1')).text).not.toContain('Who asked for it?');
    expect(
      await row(opened.database, "SELECT string_agg(kind, ' ' ORDER BY subject_version) AS v FROM event WHERE subject_type = 'challenge'"),
    ).toEqual({ v: 'asked answered' });
  });

  it('are one at a time per item, and order nothing', async () => {
    await amara('challenge PAY-2');
    await at.send('amara', {});
    const before = await fingerprint(opened.database);
    expect((await at.type('ruth', 'general', 'challenge PAY-2 Really?')).text).toContain(
      'amara asked about PAY-2 already: Why is it here?',
    );
    expect((await amara('order PAY-2 top')).text).toContain('is for its owner to decide');
    expect(await fingerprint(opened.database)).toEqual(before);
    const both = await Promise.all([at.type('ruth', 'general', 'challenge PAY-3 Why?'), amara('challenge PAY-3 Why?')]);
    expect(both.filter((one) => one.text.includes('asked about PAY-3 already')).length).toBe(1);
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM challenge WHERE answered_at IS NULL')).toEqual({ n: 2 });
  });

  it('may end in parking: one decision, the item and its entry in the anti-backlog', async () => {
    const card = await at.type('ines', 'payments', 'PAY-2');
    const second = await at.type('ines', 'payments', 'PAY-2');
    await at.press('ines', card, 'Park it');
    const answered = await at.send('ines', { reason: 'Nobody could say for whom' });
    expect(answered.text).toContain('Answered: PAY-2 · Gift cards, it is parked, as I-1.');
    expect(await row(opened.database, "SELECT state, rank FROM item WHERE key = 'PAY-2'")).toEqual({ state: 'parked', rank: null });
    expect(await row(opened.database, "SELECT reason FROM parked_idea WHERE key = 'I-1'")).toEqual({ reason: 'Nobody could say for whom' });
    expect(
      await row(opened.database, "SELECT count(*)::int AS n, min(choice) AS choice FROM decision WHERE question LIKE 'PAY-2%'"),
    ).toEqual({ n: 1, choice: 'It is parked, as I-1.' });
    // The card was drawn before: its buttons answer what is so.
    expect((await at.press('ines', second, 'Keep it')).text).toContain('That was answered already: it is parked.');
    expect((await amara('challenge PAY-2')).text).toContain('PAY-2 is parked, so there is nothing to ask.');
  });

  it('are refused to whoever does not own the stream, also when the ownership went while the form was open', async () => {
    const card = await at.type('ines', 'payments', 'PAY-3');
    await at.press('ines', card, 'Change it');
    const view = app.driver.view('ines');
    await opened.database.client.$executeRawUnsafe("UPDATE value_stream SET owner_id = NULL WHERE key = 'PAY'");
    const before = await fingerprint(opened.database);
    await app.driver.submit({ as: 'ines', view, values: { reason: 'Smaller' } });
    expect(JSON.stringify(app.driver.view('ines')?.errors)).toContain(
      'This is for the owner of Payments (nobody yet). An admin names one with /flow setup stream: tomas.',
    );
    expect(await fingerprint(opened.database)).toEqual(before);
    await app.driver.close({ as: 'ines' });
  });

  it('say who can name an owner where nobody owns the stream', async () => {
    const asked = await amara('challenge LOG-1');
    expect(asked.view).toBeDefined();
    const sent = await at.send('amara', { question: 'Do we print at all?' });
    expect(sent.text).toContain('Nobody was told: Logistics has no owner yet, and no channel. tomas can name one with /flow setup stream.');
    expect((await letters('tomas')).length).toBe(0);
  });
});
