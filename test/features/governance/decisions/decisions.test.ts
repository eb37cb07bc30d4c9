import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('the decision log', (open) => {
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
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });
  const one = (sql: string) => row(opened.database, sql);
  const decide = async (words: string, values: Readonly<Record<string, unknown>>) => {
    await at.type('mei', 'checkout', `decide ${words}`);
    return at.send('mei', values);
  };

  it('takes a question and a choice, and gives it a key that opens', async () => {
    const noted = await decide('Which bank first?', { choice: 'The one with a test account' });
    expect(noted.text).toContain('Noted as D-1.');
    expect(await one('SELECT key, act, question, choice, reason, subject_type AS of FROM decision')).toEqual({
      key: 'D-1',
      act: 'decided',
      question: 'Which bank first?',
      choice: 'The one with a test account',
      reason: null,
      of: 'organization',
    });
    const shown = await at.type('ruth', 'general', 'd1');
    expect(shown.text).toContain('D-1 · Which bank first?');
    expect(shown.text).toContain('by mei (noted)');
  });

  it('says what it is about, with a review date, a link and what is expected', async () => {
    await at.type('mei', 'checkout', 'decide PAY-1 Refund to cards, too?');
    const found = await app.driver.options({ as: 'mei', blockId: 'aboutId', actionId: 'aboutId', query: 'gift' });
    expect(JSON.stringify(found.options)).toContain('PAY-2 · Gift cards');
    const wrong = await at.send('mei', { choice: 'Yes', link: 'see the talk', reviewOn: '2001-01-01' });
    expect(wrong.text).not.toContain('Noted');
    await at.send('mei', { choice: 'Yes', link: 'https://talk.example.test/1', reviewOn: '2001-01-01' });
    expect(JSON.stringify(app.driver.view('mei')?.errors)).toContain('Pick a day after today');
    const year = new Date().getFullYear() + 1;
    const noted = await at.send('mei', {
      choice: 'Yes',
      reason: 'Shoppers ask',
      effect: 'Fewer calls',
      link: 'https://talk.example.test/1',
      reviewOn: `${year}-03-01`,
    });
    expect(noted.text).toContain('About PAY-1 · Refund by transfer'.replace('About ', ''));
    expect(noted.text).toContain(`1 March ${year}`);
    expect(await one("SELECT i.key, d.link, d.effect FROM decision d JOIN item i ON i.id = d.subject_id WHERE d.key = 'D-2'")).toEqual({
      key: 'PAY-1',
      link: 'https://talk.example.test/1',
      effect: 'Fewer calls',
    });
  });

  it('is never edited: a later one on the same question holds instead', async () => {
    const before = await one("SELECT d::text AS v FROM decision d WHERE key = 'D-1'");
    await at.press('mei', await at.type('mei', 'checkout', 'D-1'), 'Decide anew');
    expect((await at.send('mei', { choice: 'The cheap one' })).text).toContain('Noted as D-3.');
    expect((await at.type('mei', 'checkout', 'D-1')).text).toContain('No longer what holds: D-3 says otherwise');
    expect((await at.type('mei', 'checkout', 'D-3')).text).not.toContain('No longer');
    expect(await one("SELECT d::text AS v FROM decision d WHERE key = 'D-1'")).toEqual(before);
  });

  it('is made from a message, with the link back', async () => {
    await at.press('mei', await at.type('mei', 'checkout', 'next'), 'Pull it');
    await app.idle();
    const message = app.driver.messages('checkout', 'ruth').find((one) => one.ephemeralFor === undefined);
    await app.driver.shortcut({ as: 'ruth', callbackId: 'note_decision', message });
    const noted = await at.send('ruth', { question: 'Who starts?' });
    expect(noted.text).toContain('Noted as D-4.');
    expect(await one("SELECT link LIKE 'https://%' AS linked, choice <> '' AS chosen FROM decision WHERE key = 'D-4'")).toEqual({
      linked: true,
      chosen: true,
    });
  });

  it('keeps parking and reopening with their reasons, as one question', async () => {
    await at.type('ines', 'checkout', 'park PAY-2');
    await at.send('ines', { reasonCode: 'too_early', reason: 'Nobody asks for it' });
    await at.type('ines', 'checkout', 'revive PAY-2 Somebody asked');
    const rows = await opened.database.client.decision.findMany({ where: { act: 'park' }, orderBy: { at: 'asc' } });
    expect(rows.map(({ question, choice, reason }) => ({ question, choice, reason }))).toEqual([
      { question: 'Is PAY-2 · Gift cards worth doing now?', choice: 'Not now: parked, as I-1.', reason: 'Nobody asks for it' },
      { question: 'Is PAY-2 · Gift cards worth doing now?', choice: 'Reopened.', reason: 'Somebody asked' },
    ]);
    expect((await at.type('mei', 'checkout', rows[0]?.key)).text).toContain(`No longer what holds: ${rows[1]?.key}`);
    await at.type('ruth', 'general', 'park A solar roof');
    await at.send('ruth', { reasonCode: 'other', reason: 'No roof' });
    expect((await at.type('ruth', 'general', 'decisions solar')).text).toContain('Is I-2 · A solar roof worth doing now?');
  });

  it('is listed newest first and searched by words, and the rest opens', async () => {
    const listed = await at.type('ruth', 'general', 'decisions');
    expect(listed.text).toContain('7 decisions, newest first.');
    expect(listed.buttons).toContain('And 2 more');
    expect(listed.text).not.toContain('D-1 ·');
    expect((await at.press('ruth', listed, 'And 2 more')).text).toContain('D-1');
    expect((await at.type('ruth', 'general', 'decisions BANK which')).text).toContain('D-1');
    expect((await at.type('ruth', 'general', 'decisions pay-1 cards')).text).toContain('D-2');
    expect((await at.type('ruth', 'general', 'decisions mei otherwise')).text).toContain('No decision holds');
    expect((await at.type('ruth', 'general', 'D-99')).text).toBe("I don't know D-99. Type /flow decisions to see what there is.");
  });

  it('needs both answers, and refuses a thing that is not there', async () => {
    const before = await fingerprint(opened.database);
    await at.type('mei', 'checkout', 'decide');
    expect(Object.keys((await at.send('mei', {})).result.fields).sort()).toEqual(['choice', 'question']);
    const view = app.driver.view('mei');
    const value = 'item:01890000-0000-7000-8000-000000000000';
    await app.driver.submit({ as: 'mei', view, values: { question: 'x', choice: 'y', aboutId: { text: 'Ghost', value } } });
    expect(Object.keys(app.driver.view('mei')?.errors ?? {})).toEqual(['aboutId']);
    expect(await fingerprint(opened.database)).toEqual(before);
  });
});
