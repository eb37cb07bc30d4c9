import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

// Each test goes on where the one before it ended.
describeDatabases('items in another shape', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  const item = (key: string) => row(opened.database, 'SELECT * FROM item WHERE key = $1', key);
  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  const mei = (words: string) => at.type('mei', 'checkout', words);
  const ines = (words: string) => at.type('ines', 'general', words);
  const backlog = async (stream: string) =>
    (
      await opened.database.client.$queryRawUnsafe<{ key: string }[]>(
        'SELECT i.key FROM item i JOIN value_stream v ON v.id = i.stream_id WHERE v.key = $1 AND i.rank IS NOT NULL ORDER BY i.rank',
        stream,
      )
    ).map((one) => one.key);
  const direct = async (to: string) => {
    await app.idle();
    const id = app.driver.snapshot(to).channels.find((one) => one.kind === 'direct')?.id;
    return id === undefined ? [] : app.driver.messages(id, to).filter((one) => one.ephemeralFor === undefined);
  };
  /** What the bot wrote to somebody, without being asked. */
  const letters = async (to: string) =>
    (await direct(to))
      .map((one) => (app.driver.text(one).split('\n')[0] ?? '').replaceAll('*', ''))
      .filter((text) => text.includes(' moved '));
  const needs = async () =>
    (
      await opened.database.client.$queryRawUnsafe<{ line: string }[]>(
        "SELECT a.key || ' ' || b.key AS line FROM dependency d JOIN item a ON a.id = d.item_id JOIN item b ON b.id = d.needs_id ORDER BY 1",
      )
    ).map((one) => one.line);
  const need = (one: string, other: string) =>
    run(
      'INSERT INTO dependency SELECT a.organization_id, a.id, b.id, NULL, now() FROM item a JOIN item b ON b.organization_id = a.organization_id WHERE a.key = $1 AND b.key = $2',
      one,
      other,
    );
  const unchanged = async (words: string, as: (words: string) => Promise<{ readonly text: string }>, answer: string) => {
    const before = await fingerprint(opened.database);
    expect((await as(words)).text, words).toContain(answer);
    expect(await fingerprint(opened.database), words).toEqual(before);
  };

  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    at = await setUp(app, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'ines' },
        { key: 'LOG', name: 'Logistics', owner: 'jonas' },
      ],
      teams: [{ name: 'Checkout', limit: 2, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    await ines('');
    await at.type('jonas', 'general');
    await at.type('ruth', 'general');
    for (const title of ['Save a card', 'Refunds', 'Gift cards']) await addReady(at, 'mei', 'checkout', title);
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  it('splits what is in progress: the first part goes on in its place, its clock runs on', async () => {
    await mei('pull');
    await mei('move PAY-1 in review');
    const started = (await item('PAY-1'))?.started_at;
    await at.press('mei', await at.press('mei', await mei('PAY-1'), 'More'), 'Split');
    expect((await at.send('mei', { titles: 'Only one' })).view?.errors?.titles).toContain('One part is the same as the whole.');
    const eleven = Array.from({ length: 11 }, (_, n) => `Part ${n}`).join('\n');
    expect((await at.send('mei', { titles: eleven })).view?.errors?.titles).toBe('These are 11 parts; up to 10 go at once.');
    const told = await at.send('mei', { titles: 'Save it\n- Show it\n\n- Delete it' });
    expect(told.text).toContain(
      'PAY-1 · Save a card is split into 3 parts. The first one goes on in its place; the others stand on top of Payments.',
    );
    expect(await item('PAY-1')).toMatchObject({ state: 'delivery', started_at: started });
    expect((await item('PAY-1'))?.split_at).not.toBeNull();
    // The part inherits the start, so that a long wait does not look young because it was split.
    expect(await item('PAY-4')).toMatchObject({
      title: 'Save it',
      state: 'delivery',
      purpose: 'For returning shoppers',
      started_at: started,
    });
    expect((await item('PAY-4'))?.stage_id).toBe((await item('PAY-1'))?.stage_id);
    expect(await item('PAY-5')).toMatchObject({ title: 'Show it', state: 'ready', small_enough: true });
    expect(await backlog('PAY')).toEqual(['PAY-5', 'PAY-6', 'PAY-2', 'PAY-3']);
    // One in progress before, one after: the part counts, the whole does not.
    expect((await mei('next')).text).toContain('Room: 1 of 2 in progress.');
    const board = (await mei('board')).text;
    expect(board).toContain('· Save a card: day 1, split: its parts count instead');
    expect(board).toContain('1 of 2 in progress.');
    // The stages together are what is in progress; the whole stands behind them.
    expect(board).toMatch(/in review · 1\n.*PAY-4[\s\S]*Split, not counted · 1\n.*PAY-1/);
    expect((await mei('health PAY')).text).toContain('0 refining, 4 ready, 1 in progress');
    const posted = (await at.channel('checkout')).map((one) => one.text);
    expect(posted).toEqual([
      'Checkout split PAY-1 · Save a card, for returning shoppers. Parts: PAY-4, PAY-5, PAY-6.',
      'Checkout works on PAY-4 · Save it, for returning shoppers. Part of PAY-1.',
    ]);
    expect((await mei('undo')).text).toBe('The split of PAY-1 stays. A part too many is merged into another: /flow merge KEY into KEY.');
  });

  it('tells of it on both cards, and suggests to finish the whole with its last part', async () => {
    expect((await mei('PAY-1')).text).toContain('Split into 3 parts, 0 done:');
    expect((await mei('PAY-5')).text).toContain('Part of PAY-1 · Save a card (in progress).');
    await unchanged('move PAY-1 ready', mei, 'PAY-1 was split: its parts are what is worked on. Give those back instead, or park it.');
    await unchanged('expedite PAY-1 now', mei, 'PAY-1 was split.');
    await mei('done PAY-4');
    await mei('pull');
    await mei('pull');
    expect((await mei('done PAY-5')).text).not.toContain('last part');
    const last = await mei('done PAY-6');
    expect(last.text).toContain('That was the last part of PAY-1 · Save a card. Is all of it done?');
    expect((await at.press('mei', last, 'Finish PAY-1')).text).toContain('PAY-1 · Save a card is released in 1 day.');
    await unchanged('split PAY-1', mei, 'PAY-1 is done, so there is nothing left to split. What is still to do is a new item: /flow add.');
  });

  it('splits what waits: the parts take its place, and what waited for it waits for them', async () => {
    await need('PAY-3', 'PAY-2');
    await mei('split PAY-2 By card; By transfer');
    const told = await at.send('mei', {});
    expect(told.text).toContain('They take its place in Payments, and it is out of the backlog.');
    expect(await backlog('PAY')).toEqual(['PAY-7', 'PAY-8', 'PAY-3']);
    expect(await item('PAY-2')).toMatchObject({ state: 'parked', rank: null });
    expect(await needs()).toEqual(['PAY-3 PAY-7', 'PAY-3 PAY-8']);
    const card = await mei('PAY-2');
    expect(card.text).toContain('Where: Split into parts');
    expect(card.buttons).not.toContain('Reopen');
    await unchanged('revive PAY-2 again', mei, 'PAY-2 was split: its parts go on.');
    await run('DELETE FROM dependency');
  });

  it('merges two of one backlog, with who supports it and what waits for it', async () => {
    await need('PAY-3', 'PAY-8');
    await need('PAY-8', 'PAY-7');
    await run(
      "INSERT INTO support SELECT i.organization_id, 'item', i.id, m.member_id, now() FROM item i JOIN account m ON m.organization_id = i.organization_id WHERE i.key = 'PAY-8' AND m.external_user = 'U0INES'",
    );
    await unchanged('merge PAY-8 into PAY-8', mei, "PAY-8 can't be merged into itself.");
    await unchanged('merge PAY-8 into PAY-1', mei, "PAY-1 is done, so it can't be merged. /flow PAY-1 shows it.");
    await unchanged('merge PAY-8 into PAY-99', mei, "I don't know PAY-99.");
    await at.type('jonas', 'general', 'add LOG Parcel lockers');
    await unchanged(
      'merge PAY-8 into LOG-1',
      mei,
      'PAY-8 is in Payments and LOG-1 in Logistics. Only items of one stream are merged. Move one first: /flow transfer PAY-8 LOG.',
    );
    // PAY-3 → PAY-8 → PAY-7: the outer two can't become one.
    await unchanged('merge PAY-3 into PAY-7', mei, 'PAY-8 stands between PAY-3 and PAY-7');
    expect((await mei('merge PAY-8 into PAY-7')).text).toContain('is part of PAY-7 · By card now, and out of the backlog.');
    expect(await item('PAY-8')).toMatchObject({ state: 'parked', merged_into: (await item('PAY-7'))?.id });
    expect(await needs()).toEqual(['PAY-3 PAY-7']);
    const card = await mei('PAY-7');
    expect(card.text).toContain('Took in PAY-8.');
    expect(card.text).toContain('1 person supports it');
    expect((await mei('PAY-8')).text).toContain('Merged into PAY-7 · By card (ready).');
    await unchanged('revive PAY-8 again', mei, 'PAY-8 was merged: another item goes on with it.');
    await run('DELETE FROM dependency');
  });

  it('moves an unstarted item to another stream, for the owner of the one it leaves, under a new key', async () => {
    await unchanged('transfer PAY-3 LOG', mei, 'This is for the owner of Payments (ines).');
    await unchanged('transfer PAY-3 XXX', ines, "I don't know a stream “XXX”. There are LOG, PAY.");
    await unchanged('transfer PAY-3 PAY', ines, 'PAY-3 is in Payments already.');
    await unchanged('transfer PAY-1 LOG', ines, "PAY-1 is done, so it can't be moved to another stream.");
    await mei('pull');
    await unchanged('transfer PAY-7 LOG', ines, "PAY-7 is in progress, so it can't be moved to another stream.");
    await unchanged('merge PAY-3 into PAY-7', mei, "PAY-7 is in progress, so it can't be merged.");
    await run("INSERT INTO tag SELECT organization_id, id, gen_random_uuid(), 'journey', 'pay', 0 FROM value_stream WHERE key = 'PAY'");
    await run(
      "INSERT INTO item_tag SELECT i.organization_id, i.id, t.id FROM item i JOIN tag t ON t.organization_id = i.organization_id WHERE i.key = 'PAY-3'",
    );
    await ines('transfer PAY-3');
    const told = await at.send('ines', { streamId: 'LOG · Logistics' });
    expect(told.text).toContain(
      'LOG-2 · Gift cards came from Payments, where it was PAY-3. It is at the end, second in Logistics, to be refined there.',
    );
    expect(told.text).toContain('1 tag of Payments fell away');
    expect(told.text).toContain('PAY-3 goes on finding it. jonas, who owns Logistics, is told.');
    expect(await letters('jonas')).toEqual([
      'ines moved LOG-2 · Gift cards from Payments to Logistics, which you own. It is at the end, second in Logistics, to be refined there.',
    ]);
    expect(await item('LOG-2')).toMatchObject({ state: 'refining', ready_at: null });
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM item_tag')).toEqual({ n: 0 });
    const card = await mei('PAY-3');
    expect(card.text).toContain('LOG-2 · Gift cards');
    expect(card.text).toContain('Was PAY-3 before.');
    expect((await ines('undo')).text).toBe('LOG-2 stays where it went. Its owner there may send it back: /flow transfer LOG-2 STREAM.');
    // Back again, from the message: a third key, and both old ones find it.
    await app.driver.click({ as: 'jonas', message: (await direct('jonas')).at(-1), label: 'Move it on', until: 'shown' });
    await at.send('jonas', { streamId: 'PAY · Payments' });
    expect(await letters('ines')).toHaveLength(1);
    // What came of it stands in the message's place.
    expect(app.driver.text((await direct('jonas')).at(-1) as never)).toContain('came from Logistics, where it was LOG-2');
    expect((await mei('LOG-2')).text).toContain('Was LOG-2 and PAY-3 before.');
    expect(await backlog('PAY')).toEqual(['PAY-9']);
  });

  it('starts what came up in one line, within the limit, marked', async () => {
    await unchanged('unplanned', (words) => at.type('ruth', 'general', words), "I don't know which team you mean");
    await unchanged('unplanned PAY', mei, 'The title is missing.');
    const started = await mei('unplanned PAY Customers are charged twice');
    expect(started.text).toContain('Checkout has PAY-10 · Customers are charged twice. 2 of 2 in progress.');
    expect(await item('PAY-10')).toMatchObject({ state: 'delivery', unplanned: true, kind: 'feature' });
    const posted = (await at.channel('checkout')).map((one) => one.text).at(-1);
    expect(posted).toBe('Checkout took on PAY-10 · Customers are charged twice. Unplanned. 2 of 2 in progress.');
    expect((await mei('board')).text).toContain('· Customers are charged twice: unplanned, day 1');
    const full = await mei('unplanned The door is open');
    expect(full.text).toContain('Checkout is full: 2 of 2 in progress.');
    expect(full.buttons).toContain('Make an exception');
    expect(await item('PAY-11')).toBeUndefined();
    await mei('exception Fire');
    await mei('unplanned');
    expect((await at.send('mei', { title: 'The door is open', kind: 'Defect' })).text).toMatch(
      /Checkout has PAY-\d+ · The door is open\. 3 of 2/,
    );
    // An unplanned item was never ready, so neither are its parts; the first goes on all the same.
    await mei('split PAY-10 Stop it; Pay it back');
    await at.send('mei', {});
    const parts = await opened.database.client.item.findMany({
      where: { title: { in: ['Stop it', 'Pay it back'] } },
      orderBy: { key: 'asc' },
    });
    expect(parts.map((one) => [one.title, one.state, one.unplanned])).toEqual([
      ['Stop it', 'delivery', true],
      ['Pay it back', 'refining', true],
    ]);
  });

  it('opens a done part again, twice, and counts it', async () => {
    await mei('move PAY-4 in progress');
    await unchanged('move PAY-4 in progress', mei, 'PAY-4 is in progress already.');
    await mei('done PAY-4');
    await mei('move PAY-4 in review');
    expect(await item('PAY-4')).toMatchObject({ state: 'delivery', reopened: 2 });
  });

  it('tells nobody of a move to a stream of their own, or to one that nobody owns', async () => {
    await mei('add PAY Paper kites');
    const key = String((await row(opened.database, "SELECT key FROM item WHERE title = 'Paper kites'"))?.key);
    await run("UPDATE value_stream SET owner_id = (SELECT id FROM member WHERE name = 'ines') WHERE key = 'LOG'");
    expect((await ines(`transfer ${key} LOG`)).text).not.toContain('knows.');
    await run("UPDATE value_stream SET owner_id = NULL WHERE key = 'PAY'");
    const ours = (await letters('ines')).length;
    expect((await ines(`transfer ${key} PAY`)).text).not.toContain('knows.');
    expect(await letters('ines')).toHaveLength(ours);
  });

  it('never sent anything that Slack refuses', () => {
    expect(app.driver.refusals).toEqual([]);
  });
});
