import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp, warmUp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('a parking that somebody else may decide', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    await warmUp(app);
    at = await setUp(app, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 9, streams: ['PAY'], people: ['mei'], channel: 'checkout' }],
    });
    for (const as of ['ines', 'amara']) await at.type(as, 'general');
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });
  const amara = (words: string) => at.type('amara', 'general', words);
  const told = (to: string) => app.driver.snapshot(to).channels.find((one) => one.kind === 'direct')?.id ?? '';

  it('reaches the owner by one button, who answers it by one', async () => {
    await addReady(at, 'mei', 'checkout', 'PAY Paper vouchers');
    const key = String((await row(opened.database, "SELECT key FROM item WHERE title = 'Paper vouchers'"))?.key);
    const refused = await amara(`park ${key} Nobody prints them`);
    expect(refused.text).toContain('Only the owner of Payments parks its items. Suggest it to ines, with your reason.');
    expect(refused.buttons).toEqual(['Suggest it to ines']);
    const suggested = await at.press('amara', refused, 'Suggest it to ines');
    expect(suggested.text).toContain('Could it be parked? Nobody prints them');
    await app.idle();
    const asked = app.driver.messages(told('ines'), 'ines').at(-1);
    expect(app.driver.text(asked as never)).toContain('Paper vouchers: Could it be parked? Nobody prints them');
    expect(app.driver.buttons(asked as never).map((one) => one.label)).toEqual(expect.arrayContaining(['Keep it', 'Park it']));
    // Without a reason the form asks for the words.
    await addReady(at, 'mei', 'checkout', 'PAY Paper receipts');
    const other = String((await row(opened.database, "SELECT key FROM item WHERE title = 'Paper receipts'"))?.key);
    await at.press('amara', await amara(`park ${other}`), 'Suggest it to ines');
    expect((await at.send('amara', { question: 'Could it be parked?' })).text).toContain('ines answers it.');
  });
});
