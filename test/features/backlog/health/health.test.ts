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

  let written = 0;
  /** Items that were finished so many local days ago, at noon. */
  async function finishOn(...daysAgo: number[]): Promise<void> {
    written += 1;
    await opened.database.client.$executeRawUnsafe(
      `INSERT INTO item (organization_id, id, stream_id, key, title, state, started_at, finished_at, created_at, changed_at)
       SELECT v.organization_id, gen_random_uuid(), v.id, 'OLD-${written}-' || n, 'x', 'done', at, at, v.created_at, at
       FROM value_stream v, unnest($1::int[]) WITH ORDINALITY AS d(days, n), LATERAL (
         SELECT (date_trunc('day', now() AT TIME ZONE 'Europe/Berlin') - days * interval '1 day' + interval '12 hours') AT TIME ZONE 'Europe/Berlin' AS at) AS f
       WHERE v.key = 'PAY'`,
      daysAgo,
    );
  }

  it('cannot compute what nothing was finished for, and says so', async () => {
    const empty = await health('ruth', 'general');
    expect(empty.text).toContain('cannot compute, because Payments began today, and three weeks are needed');
    expect(empty.text).toContain('cannot compute, because nothing was finished here in 12 weeks');
    expect(empty.text).toContain('nothing is waiting');
    expect(empty.buttons).toEqual(['Backlog', 'Policy']);
  });

  it('proposes nothing to be parked in a stream three days old, however much is ready', async () => {
    for (const title of ['Quick', 'Second', 'Third', 'Fourth', 'Fifth']) await addReady(at, 'mei', 'checkout', title);
    await opened.database.client.$executeRawUnsafe("UPDATE value_stream SET created_at = now() - interval '3 days' WHERE key = 'PAY'");
    const young = await health();
    expect(young.text).toContain('cannot compute, because Payments began 3 days ago, and three weeks are needed');
    expect(young.buttons).not.toContain('What could be parked?');
    await opened.database.client.$executeRawUnsafe("UPDATE value_stream SET created_at = now() - interval '60 days' WHERE key = 'PAY'");
    expect((await health()).text).toContain('Ready work: cannot compute, because nothing was finished here in 12 weeks');
    await finishOn(1, 2, 3, 3);
    const few = await health();
    expect(few.text).toContain('something was finished on only 3 days of the last 12 weeks, and 5 are needed');
    expect(few.buttons).not.toContain('What could be parked?');
    // Five days, the youngest of them yesterday; what is finished today counts tomorrow, and what is older than 84 days no longer.
    await finishOn(4, 5, 0, 85);
    // 6 in 60 days: 5 ready ones are 50 days.
    expect((await health()).text).toContain('7.1 weeks; the range is 6–12');
    await opened.database.client.$executeRawUnsafe("DELETE FROM item WHERE key LIKE 'OLD-%'");
  });

  it('counts, ages by nearest rank, what is blocked, stale, without an outcome', async () => {
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
    await finishOn(1, 2, 3, 4, 83);
    await opened.database.client.$executeRawUnsafe("UPDATE item SET kind = 'debt' WHERE key LIKE 'OLD-%-2'");
    await opened.database.client.$executeRawUnsafe("UPDATE value_stream SET sprint_days = 3 WHERE key = 'PAY'");
    const shown = await health();
    expect(shown.text).toContain('1 refining, 4 ready, 0 in progress');
    expect(shown.text).toContain('half up to 20 days, 85 % up to 200 days');
    expect(shown.text).toContain('1 of 5 (20 %)');
    expect(shown.text).toContain('1 of 5 (20 %), for 90 days or more');
    expect(shown.text).toContain('5 of 5 (100 %)');
    expect(shown.text).toContain('20 % of 5 finished items were debt or enablers; the policy is about 20 %');
    expect(shown.text).toContain('Checkout plans 4 of 5; the rest is for the unplanned');
    // Five items in twelve weeks: 4 ready ones are 9.6 weeks.
    expect(shown.text).toContain('9.6 weeks; the range is 1.3–2.6. 3 more than fit');
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
    expect(shown.text).toContain('0 weeks; the range is 1.3–2.6. Starving soon');
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
