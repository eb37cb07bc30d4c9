import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

// Each test goes on where the one before it ended.
describeDatabases('a pull under its rules', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  const item = (key: string) => row(opened.database, 'SELECT * FROM item WHERE key = $1', key);
  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  const decisions = (act: string) =>
    opened.database.client.$queryRawUnsafe<{ choice: string; reason: string | null; question: string }[]>(
      'SELECT question, choice, reason FROM decision WHERE act = $1 ORDER BY at, key',
      act,
    );
  const events = async (kind: string) => (await opened.database.client.event.findMany({ where: { kind } })).length;
  const policy = (sql: string) => run(`UPDATE value_stream SET ${sql} WHERE key = 'PAY'`);
  const mei = (words: string) => at.type('mei', 'checkout', words);
  const oskar = (words: string) => at.type('oskar', 'checkout', words);

  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    at = await setUp(app, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'ines' },
        { key: 'LOG', name: 'Logistics', owner: 'jonas' },
      ],
      teams: [{ name: 'Checkout', limit: 2, streams: ['PAY', 'LOG'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    for (const title of ['Save a card', 'Refunds', 'Gift cards', 'Apple Pay']) await addReady(at, 'mei', 'checkout', `PAY ${title}`);
    for (const title of ['Parcel lockers', 'Night rides']) await addReady(at, 'mei', 'checkout', `LOG ${title}`);
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  it('passes over what waits for unfinished work, and says so', async () => {
    const add = `INSERT INTO dependency SELECT a.organization_id, a.id, b.id, NULL, now() FROM item a JOIN item b ON b.organization_id = a.organization_id
      WHERE a.key = $1 AND b.key = $2`;
    await run(add, 'PAY-1', 'LOG-1');
    const next = await mei('next');
    expect(next.text).toContain('Next for Checkout: PAY-2 · Refunds');
    expect(next.text).toContain('Why: second in Payments, and the first you can take. PAY-1 waits for LOG-1.');
    expect(next.text).toContain('Payments is the first of your streams with something to take.');
    const before = await fingerprint(opened.database);
    const named = await mei('pull PAY-1');
    expect(named.text).toContain("PAY-1 · Save a card waits for LOG-1, so it can't be taken yet.");
    expect(named.buttons).toEqual(['Open LOG-1', 'Take the first instead']);
    expect(await fingerprint(opened.database)).toEqual(before);
    // What cannot be taken is no order to be broken.
    expect((await mei('pull PAY-2')).text).toContain('Checkout has PAY-2 · Refunds. 1 of 2 in progress.');
    await mei('move PAY-2 ready');
    await run('UPDATE item SET rank = $1 WHERE key = $2', 'a1V', 'PAY-2');
  });

  it('says what is passed over when nothing at all can be taken', async () => {
    await run("UPDATE item SET state = 'refining' WHERE key <> 'PAY-1'");
    expect((await mei('next')).text).toContain('Nothing can be taken for Checkout. You have room for 2.\nPAY-1 waits for LOG-1.');
    await run("UPDATE item SET state = 'ready' WHERE key <> 'PAY-1'");
    await run('DELETE FROM dependency');
  });

  it('asks words for another reason, keeps them, and writes the decision', async () => {
    const asked = await mei('pull PAY-3');
    expect(asked.text).toContain('2 ready items stand above PAY-3 · Gift cards in Payments. PAY-1 is first. Why this one now?');
    await at.press('mei', asked, 'Other');
    expect((await at.send('mei', { reason: ' ' })).view?.errors).toEqual({ reason: 'Reason is needed.' });
    const taken = await at.send('mei', { reason: 'The printer is here today' });
    expect(taken.text).toContain('Checkout has PAY-3 · Gift cards. 1 of 2 in progress. Taken before 2 others: The printer is here today.');
    expect(await decisions('out_of_order')).toEqual([
      {
        question: 'What does Checkout take next from Payments?',
        choice: 'PAY-3 before PAY-1 and 1 other',
        reason: 'The printer is here today',
      },
    ]);
    await mei('move PAY-3 ready');
    await run('UPDATE item SET rank = $1 WHERE key = $2', 'a2', 'PAY-3');
  });

  it("needs no reason within the owner's free top", async () => {
    await policy('free_top = 3');
    expect((await mei('pull PAY-3')).text).toContain('Checkout has PAY-3 · Gift cards. 1 of 2 in progress.\n');
    expect((await mei('pull PAY-4')).text).toContain('Checkout has PAY-4');
    await mei('move PAY-4 ready');
    await policy('free_top = 2');
    await run('UPDATE item SET rank = $1 WHERE key = $2', 'a3', 'PAY-4');
    expect((await mei('pull PAY-4')).text).toContain('2 ready items stand above PAY-4');
    await policy('free_top = 1');
    expect(await decisions('out_of_order')).toHaveLength(1);
  });

  it('expedites with a reason, within the limit for that, before everything else', async () => {
    const refused = await mei('expedite LOG-9 fire');
    expect(refused.text).toContain("I don't know LOG-9.");
    expect((await at.type('ruth', 'general', 'expedite LOG-2 fire')).text).toContain('This is for the owner of Logistics');
    await mei('expedite LOG-2');
    expect((await at.send('mei', { reason: ' ' })).view?.errors).toEqual({ reason: '“What can’t wait?” needs an answer.' });
    const done = await at.send('mei', { reason: 'A contract ends on Friday' });
    expect(done.text).toContain('LOG-2 · Night rides goes before everything else in Logistics now.');
    expect(done.buttons).toEqual(['Pull it', 'Take it away again']);
    expect(await item('LOG-2')).toMatchObject({ expedite: true, state: 'ready' });
    expect(await events('expedited')).toBe(1);
    expect(await decisions('expedite')).toEqual([
      {
        question: 'Does LOG-2 go before everything else?',
        choice: 'LOG-2 goes before everything else in Logistics',
        reason: 'A contract ends on Friday',
      },
    ]);
    const next = await mei('next');
    expect(next.text).toContain('Next for Checkout: LOG-2 · Night rides');
    expect(next.text).toContain('Why: expedited in Logistics, so it goes before everything else: A contract ends on Friday.');
    expect((await mei('backlog LOG')).text).toContain('· Night rides (ready, expedited)');
    expect((await mei('expedite LOG-2 again')).text).toBe('LOG-2 is expedited already. To end that, type /flow expedite LOG-2 off.');
    expect((await mei('expedite LOG-1 storm')).text).toBe(
      'Logistics expedites 1 item at once, and LOG-2 is on the way. Finish it first, or type /flow expedite LOG-2 off.',
    );
    // Leaving it behind asks for a reason, however high the other one stands.
    expect((await mei('pull LOG-1')).text).toContain('An expedited item goes before LOG-1 · Parcel lockers in Logistics. LOG-2 is first.');
  });

  it('shows it on the board and in the announcement, and it ends with the work or by hand', async () => {
    expect((await mei('pull')).text).toContain('Checkout has LOG-2 · Night rides. 2 of 2 in progress.');
    expect((await mei('board')).text).toContain('· Night rides: expedited, day 1');
    const posted = (await at.channel('checkout')).map((one) => one.text).find((text) => text.includes('LOG-2'));
    expect(posted).toBe('Checkout pulled LOG-2 · Night rides, for returning shoppers. Expedited. 2 of 2 in progress.');
    expect((await mei('expedite LOG-2 off')).text).toContain('LOG-2 · Night rides is no longer expedited.');
    expect((await mei('expedite LOG-2 off')).text).toBe("LOG-2 isn't expedited. /flow LOG-2 shows where it stands.");
    await mei('expedite LOG-2 The lawyers called again');
    const done = await mei('done LOG-2');
    expect(await item('LOG-2')).toMatchObject({ expedite: false, state: 'done' });
    await at.press('mei', done, 'Undo');
    expect(await item('LOG-2')).toMatchObject({ expedite: true, state: 'delivery' });
    await mei('done LOG-2');
    await policy('expedite_limit = 0');
    expect((await mei('expedite PAY-1 now')).text).toBe('Payments expedites nothing. ines, who owns it, can change that.');
    expect((await mei('expedite LOG-2 now')).text).toBe('LOG-2 is done, so there is nothing to expedite. /flow LOG-2 shows it.');
    await policy('expedite_limit = 1');
  });

  it('grants an exception in public, for its own team, once; then the limit is higher until it ends', async () => {
    await mei('pull');
    const full = await mei('pull');
    expect(full.text).toContain('Checkout is full: 2 of 2 in progress.');
    expect((await at.type('ruth', 'general', 'exception')).text).toContain("I don't know which team you mean");
    await at.press('mei', full, 'Make an exception');
    for (const extra of ['0', '-1', '6', '999999999999', '1.5', ''])
      expect((await at.send('mei', { reason: 'Black Friday', extra })).text, extra).not.toContain('may have');
    expect(await decisions('wip_exception')).toEqual([]);
    const granted = await at.send('mei', { reason: 'Black Friday', extra: '1' });
    expect(granted.text).toMatch(/^Checkout may have 3 in progress until \d+ \w+; its limit stays 2\. The channel knows\./);
    const posted = (await at.channel('checkout')).map((one) => one.text).find((text) => text.includes('over its limit'));
    expect(posted).toMatch(/^Checkout may have 3 in progress until \d+ \w+, over its limit of 2: Black Friday$/);
    expect(await decisions('wip_exception')).toMatchObject([{ question: 'May Checkout go over its limit of 2?', reason: 'Black Friday' }]);
    expect(await events('exception_granted')).toBe(1);
    expect((await mei('exception Again')).text).toMatch(/^Checkout has an exception already: 1 more until \d+ \w+\. When it is over/);
    expect((await mei('next')).text).toMatch(/Room: 2 of 2 in progress, 3 until \d+ \w+\./);
    expect((await mei('pull')).text).toMatch(/3 of 2 in progress, by exception until \d+ \w+\./);
    const again = await mei('pull');
    expect(again.text).toMatch(/Checkout is full: 3 of 2 in progress, by exception until \d+ \w+\./);
    expect(again.buttons).not.toContain('Make an exception');
    expect((await mei('board')).text).toMatch(/3 of 2 in progress, 3 until \d+ \w+\./);
  });

  it('ends by itself or by hand, and ejects nothing', async () => {
    const shown = await mei('exception');
    expect(shown.text).toContain('It ends by itself.');
    expect((await at.press('oskar', await oskar('exception'), 'End it now')).text).toBe(
      'Checkout needs no exception any more: its limit of 2 holds again. What is in progress stays.',
    );
    expect((await mei('board')).text).toContain('3 of 2 in progress.');
    expect((await mei('pull')).text).toContain('Checkout is full: 3 of 2 in progress.');
    expect((await at.press('mei', shown, 'End it now')).text).toContain('Checkout has no exception now; its limit holds.');
  });

  it('keeps slack for the unplanned where the owner wants it kept', async () => {
    for (const key of ['PAY-1', 'PAY-2', 'PAY-3']) await mei(`move ${key} ready`);
    await run("UPDATE team SET wip_limit = 5 WHERE name = 'Checkout'");
    const rows = await opened.database.client.item.count({ where: { state: 'delivery' } });
    expect(rows).toBe(0);
    expect((await mei('next')).text).toContain('Room: 0 of 5 in progress, 1 place kept for the unplanned.');
    for (let n = 0; n < 4; n += 1) await mei('pull');
    await addReady(at, 'mei', 'checkout', 'PAY Vouchers');
    // Shown, not enforced, unless set so.
    await policy('slack_enforced = true');
    await run("UPDATE value_stream SET slack_enforced = true WHERE key = 'LOG'");
    const kept = await mei('pull');
    expect(kept.text).toContain(
      'Checkout keeps room for the unplanned: 4 of 4 planned places are taken, and the limit is 5. PAY-5 is next when there is room.',
    );
    expect((await mei('pull PAY-5')).text).toContain('Checkout keeps room for the unplanned');
    await mei('expedite PAY-5 Fire');
    expect((await mei('pull')).text).toContain('Checkout has PAY-5 · Vouchers. 5 of 5 in progress.');
    expect((await mei('unblock PAY-5')).text).toContain("PAY-5 isn't blocked.");
    await mei('move PAY-5 ready');
    await mei('expedite PAY-5 off');
    await policy('slack_enforced = false');
    await run("UPDATE value_stream SET slack_enforced = false WHERE key = 'LOG'");
  });

  it('keeps what was learned, in one line, on the card', async () => {
    const done = await mei('done PAY-1');
    await at.press('mei', done, 'What did we learn?');
    expect((await at.send('mei', { learning: 'Cards expire more often than we thought' })).text).toContain('Kept with PAY-1');
    expect(await item('PAY-1')).toMatchObject({ learning: 'Cards expire more often than we thought' });
    expect((await mei('PAY-1')).text).toContain('Learned: Cards expire more often than we thought');
    expect(await events('learned')).toBe(1);
  });

  it('never sent anything that Slack refuses', () => {
    expect(app.driver.refusals).toEqual([]);
  });
});
