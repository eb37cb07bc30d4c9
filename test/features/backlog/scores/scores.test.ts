import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('scores', (open) => {
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
    for (const title of ['Refund by transfer', 'Gift cards', 'Clearer declines']) await addReady(at, 'mei', 'checkout', title);
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });
  const ines = (words: string) => at.type('ines', 'general', words);
  const score = async (key: string, values: Readonly<Record<string, string>>) => {
    await ines(`score ${key}`);
    return at.send('ines', values);
  };
  const order = async () =>
    (await opened.database.client.$queryRawUnsafe<{ key: string }[]>('SELECT key FROM item WHERE rank IS NOT NULL ORDER BY rank'))
      .map((one) => one.key)
      .join(' ');
  const plain = (told: { readonly text: string }) => told.text.replaceAll('*', '');

  it('are off until the stream keeps them, and then nothing is asked of its order', async () => {
    expect((await ines('score PAY-1')).text).toContain('Payments keeps no scores: its order speaks for itself.');
    expect((await ines('order PAY-2 top')).text).toContain('is first in Payments now.');
    expect(await order()).toBe('PAY-2 PAY-1 PAY-3');
    await ines('order PAY-1 top');
    await opened.database.client.$executeRawUnsafe('UPDATE value_stream SET scored = true');
  });

  it('say what is missing rather than 0, and come to what the formula says', async () => {
    expect((await score('PAY-1', { value: '8', time: '5', risk: '3' })).text).toContain(
      'PAY-1 · Refund by transfer scores cannot compute: size missing.',
    );
    expect(plain(await ines('backlog'))).toContain('1. PAY-1 · Refund by transfer (ready; cannot compute: size missing)');
    expect((await score('PAY-1', { size: '5' })).text).toContain('scores 3.20.');
    await score('PAY-2', { value: '13', time: '8', risk: '8', size: '5' });
    await score('PAY-3', { value: '1', time: '1', risk: '1', size: '1' });
    expect(await row(opened.database, "SELECT score->>'size' AS size FROM item WHERE key = 'PAY-1'")).toEqual({ size: '5' });
    expect((await ines('why PAY-1')).text).toContain('3.20 (value 8, time criticality 5, risk or opportunity 3, size 5)');
    expect((await ines('PAY-2')).text).toContain('5.80');
    expect(plain(await ines('PAY-2'))).toMatch(/Score: 5\.80 \(cost of delay 29, size 5\), by ines on \d+ \w+/);
  });

  it('grow old part by part, and are as of today once they are given again', async () => {
    const old = `UPDATE event SET at = at - interval '91 days' WHERE kind = 'scored' AND subject_id = (SELECT id FROM item WHERE key = 'PAY-2')`;
    await opened.database.client.$executeRawUnsafe(old);
    expect(plain(await ines('PAY-2'))).toMatch(/by ines on .*; older than 90 days/);
    await score('PAY-2', { size: '8' });
    for (const words of ['PAY-2', 'why PAY-2'])
      expect(plain(await ines(words))).toContain('; value, time criticality, and risk or opportunity older than 90 days');
    await score('PAY-2', { size: '5' });
    expect((await score('PAY-2', {})).text).toContain('keeps its score: 5.80. It is as of today.');
    expect(plain(await ines('PAY-2'))).not.toContain('older than 90 days');
  });

  it('ask for a reason only where a place goes against them: one tap', async () => {
    // 5.80, 3.20, 3.00: bringing PAY-2 to the top is what they say.
    expect((await ines('order PAY-2 top')).text).toContain('is first in Payments now.');
    const before = await fingerprint(opened.database);
    const asked = await ines('order PAY-3 top');
    expect(asked.text).toContain('By the scores, PAY-2 (5.80) and 1 more come before PAY-3 (3.00).');
    expect(await fingerprint(opened.database)).toEqual(before);
    expect((await at.press('ines', asked, 'Others wait for it')).text).toContain('is first in Payments now.');
    expect(await order()).toBe('PAY-3 PAY-2 PAY-1');
    expect(await row(opened.database, "SELECT act, choice, reason FROM decision WHERE act = 'order'")).toEqual({
      act: 'order',
      choice: 'Before PAY-2 and PAY-1, against the scores.',
      reason: 'others wait for it',
    });
    expect(await row(opened.database, "SELECT count(*)::int AS n FROM event WHERE kind = 'ranked' AND data ? 'reason'")).toEqual({ n: 1 });
    expect(plain(await ines('backlog'))).toContain('(ready; 3.00, placed by hand: others wait for it)');
    expect((await ines('why PAY-3')).text).toContain('others wait for it');
    expect((await at.type('mei', 'checkout', 'PAY-3')).text).toContain('others wait for it');
    expect((await ines('undo')).text).toContain('Taken back');
    expect(plain(await ines('backlog'))).not.toContain('placed by hand');
  });

  it('take the reason in words of one’s own, or in the form', async () => {
    const asked = await ines('order PAY-1 top');
    await at.press('ines', asked, 'Another reason');
    expect((await at.send('ines', { reason: 'The bank is here on Monday' })).text).toContain('is first in Payments now.');
    await ines('order PAY-3');
    await at.send('ines', { to: 'At the top' });
    expect(JSON.stringify(app.driver.view('ines')?.errors)).toContain(
      'By the scores, PAY-1 (3.20) and 1 more come before PAY-3 (3.00). Say why it goes there.',
    );
    expect((await at.send('ines', { to: 'At the top', reason: 'It is nearly done' })).text).toContain('is first in Payments now.');
    expect(await row(opened.database, "SELECT count(*)::int AS n FROM decision WHERE act = 'order'")).toEqual({ n: 4 });
    // Where the order is explained, the reason is, too; dashes are no reason.
    expect((await at.type('mei', 'checkout', 'next')).text).toContain('It stands there against the scores: It is nearly done.');
    await ines('order PAY-3 bottom');
    await ines('order PAY-3');
    await at.send('ines', { to: 'At the top', reason: '--' });
    expect(JSON.stringify(app.driver.view('ines')?.errors)).toContain('Say why it goes there.');
    await at.close('ines');
    await score('PAY-1', { size: '' });
    await opened.database.client.$executeRawUnsafe(`UPDATE item SET score = NULL WHERE key = 'PAY-1'`);
    expect((await ines('order PAY-2 top')).text).toContain('is first in Payments now.');
    expect(await order()).toBe('PAY-2 PAY-1 PAY-3');
    // What has no score stands between, and hides nothing.
    expect((await ines('order PAY-3 up')).text).toContain('is second in Payments now.');
    expect((await ines('order PAY-3 bottom')).text).toContain('is third in Payments now.');
    const asked2 = await ines('order PAY-3 top');
    expect(asked2.text).toContain('By the scores, PAY-2 (5.80) comes before PAY-3 (3.00).');
    expect(await order()).toBe('PAY-2 PAY-1 PAY-3');
  });

  it('are for the owner alone', async () => {
    const before = await fingerprint(opened.database);
    expect((await at.type('mei', 'checkout', 'score PAY-2')).text).toBe('This is for the owner of Payments (ines). Ask ines.');
    expect(await fingerprint(opened.database)).toEqual(before);
  });
});
