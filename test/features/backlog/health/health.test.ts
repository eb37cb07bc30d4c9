import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('the health of a backlog', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await app.driver.command({ as: 'tomas', channel: 'general', text: '/flow help' });
    at = await setUp(app, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 5, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
  const health = (as = 'ines', channel = 'checkout') => at.type(as, channel, 'health PAY');

  it('cannot compute what nothing was finished for, and says so', async () => {
    const empty = await health('ruth', 'general');
    expect(empty.text).toContain('cannot compute: nothing was finished here in 12 weeks');
    expect(empty.text).toContain('nothing is waiting');
    expect(empty.buttons).toEqual(['Backlog', 'Policy']);
  });

  it('counts, ages by nearest rank, what is blocked, stale, without an outcome', async () => {
    for (const title of ['Quick', 'Second', 'Third', 'Fourth', 'Fifth']) await addReady(at, 'mei', 'checkout', title);
    await at.type('mei', 'checkout', 'add Raw');
    for (const words of ['pull', 'done PAY-1']) await at.type('mei', 'checkout', words);
    await at.type('mei', 'checkout', 'block PAY-3 The bank is closed');
    // Added and touched in the past: 1, 10, 20, 30 and 200 days ago, by inclusive calendar days.
    for (const [key, days] of [
      ['PAY-2', 0],
      ['PAY-3', 9],
      ['PAY-4', 19],
      ['PAY-5', 29],
      ['PAY-6', 199],
    ] as const)
      await opened.database.client.$executeRawUnsafe(
        // By the clock on the wall: days of 24 hours would end on another date where summer time lies between.
        `UPDATE item SET created_at = (created_at AT TIME ZONE 'Europe/Berlin' - $1::int * interval '1 day') AT TIME ZONE 'Europe/Berlin',
           changed_at = (changed_at AT TIME ZONE 'Europe/Berlin' - $1::int * interval '1 day') AT TIME ZONE 'Europe/Berlin' WHERE key = $2`,
        days,
        key,
      );
    const shown = await health();
    expect(shown.text).toContain('1 refining, 4 ready, 0 in progress');
    expect(shown.text).toContain('half up to 20 days, 85 % up to 200 days');
    expect(shown.text).toContain('1 of 5 (20 %)');
    expect(shown.text).toContain('1 of 5 (20 %), for 90 days or more');
    expect(shown.text).toContain('5 of 5 (100 %)');
    expect(shown.text).toContain('0 % of 1 finished item were debt or enablers; the policy is about 20 %');
    expect(shown.text).toContain('Checkout plans 4 of 5; the rest is for the unplanned');
    // One item in twelve weeks: 4 ready ones are 48 weeks.
    expect(shown.text).toContain('48 weeks; the range is 6–12. 3 more than fit');
    expect(shown.buttons).toContain('What could be parked?');
  });

  it('proposes what could be parked, the longest untouched first, and leaves what is next', async () => {
    const listed = await at.press('mei', await health('mei'), 'What could be parked?');
    expect(listed.text).toContain('These could wait in the anti-backlog');
    expect(listed.text).not.toContain('PAY-2');
    expect(listed.text.indexOf('PAY-5')).toBeLessThan(listed.text.indexOf('PAY-4'));
    expect(listed.text).toMatch(/what is next in line stays\. .* decides\./);
    expect(listed.buttons).not.toContain('Park');
    const mine = await at.press('ines', await health(), 'What could be parked?');
    expect(mine.buttons).toEqual(['Park', 'Park', 'Park', 'Park all 3', 'Health']);
  });

  it('parks one, or all, with the reason: an event and an entry each, one decision for the act', async () => {
    const listed = await at.press('ines', await health(), 'What could be parked?');
    await at.press('ines', listed, 'Park all 3');
    // One of them is pulled meanwhile: it stays, and is said.
    for (const words of ['order PAY-4 top', 'pull PAY-4']) await at.type(words.startsWith('order') ? 'ines' : 'mei', 'checkout', words);
    const parked = await at.send('ines', { reason: 'Nobody asked since spring' });
    expect(parked.text).toContain('Parked 2 items of Payments, each with the reason:');
    expect(parked.text).toContain('1 item changed meanwhile and stays where it is.');
    expect(await one("SELECT count(*)::int AS n FROM item WHERE state = 'parked'")).toEqual({ n: 2 });
    expect(await one("SELECT count(*)::int AS n FROM event WHERE subject_type = 'item' AND kind = 'parked'")).toEqual({ n: 2 });
    expect(await one("SELECT count(*)::int AS n FROM parked_idea WHERE state = 'parked' AND reason = 'Nobody asked since spring'")).toEqual(
      { n: 2 },
    );
    expect(await one("SELECT choice, reason, subject_type AS of FROM decision WHERE act = 'park'")).toEqual({
      choice: 'Park PAY-5, PAY-3',
      reason: 'Nobody asked since spring',
      of: 'stream',
    });
  });

  it('says when ready work is starving', async () => {
    await opened.database.client.$executeRawUnsafe("UPDATE item SET state = 'refining' WHERE state = 'ready'");
    const shown = await health();
    expect(shown.text).toContain('0 weeks; the range is 6–12. Starving soon');
    expect(shown.text).toContain('What is nearest to being ready?');
    expect(shown.buttons).toContain('Refine');
  });

  it('leads on through a long list of what is not ready (C7, C16)', async () => {
    const wishes = 'Vouchers Kiosk Subscriptions Chargebacks Tipping Allergens Loyalty Pre-orders Curbside Wallets Receipts Couriers';
    for (const title of wishes.split(' ')) await at.type('mei', 'checkout', `add ${title}`);
    const first = await at.type('mei', 'checkout', 'ready');
    const more = first.buttons.find((label) => label.startsWith('And '));
    expect(more).toMatch(/^And \d+ more$/);
    const rest = await at.press('mei', first, String(more));
    expect(rest.buttons).toContain('From the top');
    expect(rest.text).not.toContain(first.text.split('\n')[1] ?? '—');
    expect(app.driver.refusals).toEqual([]);
  });
});
