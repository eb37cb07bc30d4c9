import { DateTime } from 'luxon';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyKeyResultEvent, applyObjectiveEvent } from '../../../../src/model/strategy/goal-event.ts';
import { applyThemeEvent } from '../../../../src/model/strategy/theme.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { plain } from '../../../support/plain.ts';
import { fingerprint, row, type SlackTold, setUp, userId } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

const WINNING = 'Where nobody waits for a refund';

describeDatabases('strategy', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
    at = plain(
      await setUp(app, {
        streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
        teams: [{ name: 'Checkout', limit: 9, streams: ['PAY'], people: ['mei'], channel: 'checkout' }],
      }),
    );
    await at.type('tomas', 'general', 'setup roles');
    await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'amara')] });
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });
  const one = (sql: string) => row(opened.database, sql);
  const run = (sql: string) => opened.database.client.$executeRawUnsafe(sql);
  const lead = (words: string) => at.type('amara', 'general', words);
  const press = async (on: SlackTold | Promise<SlackTold>, label: string) => at.press('amara', await on, label);
  const today = DateTime.now().setZone('Europe/Berlin').toFormat('yyyy-MM-dd');

  it('says that there is none yet, to anyone, and offers the form to leaders alone', async () => {
    const told = await at.type('ruth', 'general', 'strategy');
    expect(told.text).toContain('No theme is active yet.');
    expect(told.text).toContain('Open epics that name a key result: n/a');
    expect(told.buttons).toEqual(['What changed?', 'Roadmap', 'Portfolio']);
    expect((await lead('strategy')).buttons).toContain('Write a theme');
  });

  it('takes a theme without a date, as a draft that nobody follows yet', async () => {
    await press(lead('strategy'), 'Write a theme');
    expect(app.driver.inputs(app.driver.view('amara') as never).map((input) => [input.label, input.optional])).toEqual([
      ['Name', false],
      ['Where must we win?', false],
      ['Outcomes that matter', true],
      ['Trade-offs', true],
      ['Constraints', true],
    ]);
    expect(Object.keys((await at.send('amara', { name: 'Calm money' })).result.fields)).toEqual(['winWhere']);
    const told = await at.send('amara', { name: 'Calm money', winWhere: WINNING, tradeOffs: 'Calm even over cheap' });
    expect(told.text).toContain('T-1 is a draft.');
    expect((await at.type('ruth', 'general', 'strategy')).text).not.toContain('Calm money');
    expect((await lead('strategy')).text).toContain('Calm money');
    expect((await at.type('ruth', 'general', 't1')).text).toContain('Calm even over cheap');
  });

  it('is followed from when a leader says so, which is a decision', async () => {
    const told = await press(lead('T-1'), 'Activate');
    expect(told.text).toContain('T-1 is active: what we follow. Noted as D-1.');
    expect((await at.type('ruth', 'general', 'strategy')).text).toContain(`T-1 · Calm money: ${WINNING}`);
    const decided = await at.type('ruth', 'general', 'D-1');
    expect(decided.text).toContain('Do we follow T-1?');
    expect(decided.text).toContain('T-1 · Calm money');
    expect((await at.type('ruth', 'general', 'decisions calm money')).text).toContain('D-1');
  });

  it('may be what somebody decides about', async () => {
    await at.type('ruth', 'general', 'decide T-1 Which refunds first?');
    const noted = await at.send('ruth', { choice: 'Those by card' });
    expect(noted.text).toContain('T-1 · Calm money');
    await run("DELETE FROM decision WHERE act = 'decided'");
    await run("UPDATE key_counter SET last = 1 WHERE prefix = 'D'");
  });

  it('keeps every version, and tells what changed since a day', async () => {
    await press(lead('T-1'), 'Change');
    const changed = await at.send('amara', { winWhere: 'Where a refund takes a day' });
    expect(changed.text).toContain('Saved. What it said before is kept. Noted as D-2.');
    expect((await at.type('ruth', 'general', 'D-2')).text).toContain('Yes, changed: where must we win.');
    // Somebody looked: a decision, which holds instead of the one before.
    expect((await press(lead('T-1'), 'Still true')).text).toContain('T-1 still holds. Noted as D-3.');
    expect((await at.type('ruth', 'general', 'D-3')).text).toContain('Yes, still true.');
    expect((await at.type('ruth', 'general', 'D-1')).text).toContain('No longer what holds: D-3 says otherwise');
    const told = await at.type('ruth', 'general', `strategy since ${today}`);
    expect(told.text).toContain(`Where must we win: “${WINNING}” → “Where a refund takes a day”.`);
    expect(told.text).toContain('4 changes, newest first.');
    expect(told.text.indexOf('still true')).toBeLessThan(told.text.indexOf('written'));
    expect((await at.type('ruth', 'general', 'strategy since')).text).toContain('activated.');
    await run("UPDATE event SET at = at - interval '3 days' WHERE subject_type = 'theme'");
    expect((await at.type('ruth', 'general', `strategy since ${today}`)).text).toContain('Nothing in the strategy has changed since');
  });

  it.each([
    ['since yesterday', "“yesterday” isn't a date I can read. Type it like this: /flow strategy since 2026-03-01."],
    ['since 2026-02-30', '“2026-02-30” isn'],
    ['since 2999-01-01', '1 January 2999 is still to come'],
    ['for all', '“for all” is nothing I know of the strategy.'],
    ['T-9', "I don't know T-9. Type /flow strategy to see what there is."],
    ['K-9', "I don't know K-9."],
  ])('says what is wrong with “strategy %s”', async (words, said) => {
    expect((await at.type('ruth', 'general', `strategy ${words}`)).text).toContain(said);
  });

  it('asks after 90 days whether it still holds', async () => {
    await run("UPDATE theme SET reviewed_at = now() - interval '89 days'");
    expect((await at.type('ruth', 'general', 'strategy')).text).not.toContain('Does it still hold?');
    await run("UPDATE theme SET reviewed_at = now() - interval '91 days'");
    expect((await at.type('ruth', 'general', 'strategy')).text).toContain('Does it still hold?');
    await press(lead('T-1'), 'Still true');
    expect((await at.type('ruth', 'general', 'T-1')).text).not.toContain('Does it still hold?');
  });

  it('refuses a second theme of the same name, and what somebody changed meanwhile', async () => {
    await press(lead('strategy'), 'Write a theme');
    await at.send('amara', { name: 'calm MONEY', winWhere: 'Elsewhere' });
    expect(JSON.stringify(app.driver.view('amara')?.errors)).toContain('T-1 is called that already.');
    await at.close('amara');
    await press(lead('T-1'), 'Change');
    await run('UPDATE theme SET revision = revision + 1');
    await at.send('amara', { name: 'Another' });
    expect(JSON.stringify(app.driver.view('amara')?.errors)).toContain('Somebody changed T-1 while this form was open.');
    await at.close('amara');
    await run('UPDATE theme SET revision = revision - 1');
  });

  it('takes objectives and key results with a way to go, not measured yet', async () => {
    await press(lead('strategy'), 'Add an objective');
    const stated = await at.send('amara', { title: 'Refunds that nobody asks about', themeId: 'T-1 · Calm money' });
    expect(stated.text).toContain('No key result yet');
    await press(lead('strategy'), 'Add an objective');
    await at.send('amara', { title: 'refunds that nobody asks ABOUT' });
    expect(JSON.stringify(app.driver.view('amara')?.errors)).toContain('There is an objective of this title already.');
    await at.close('amara');
    await press(stated, 'Add a key result');
    await at.send('amara', { title: 'Calls about refunds', unit: 'calls a week', baseline: '40', target: '40' });
    expect(app.driver.view('amara')?.errors).toEqual({
      target: 'Baseline and target are both 40 calls a week, so there is no way to go. Pick a target above or below the baseline.',
    });
    await at.send('amara', { title: 'Calls about refunds', unit: 'calls a week', baseline: '40', target: '1e1' });
    expect(app.driver.view('amara')?.errors).toEqual({
      target: 'Target takes a number in digits, with a point and at most two decimals: 38 or 2.5.',
    });
    const told = await at.send('amara', { title: 'Calls about refunds', unit: 'calls a week', baseline: '40', target: '2.5' });
    expect(told.text).toContain('K-1 is not measured yet.');
    const shown = await at.type('ruth', 'general', 'strategy');
    expect(shown.text).toContain('K-1 · Calls about refunds: 40 calls a week → 2.5 calls a week, not measured yet.');
    expect(shown.text).not.toMatch(/\b0 calls|null/);
  });

  it('notes where a key result stands, by leaders and owners of streams', async () => {
    expect((await at.type('mei', 'checkout', 'K-1')).buttons).not.toContain('Note where it stands');
    await at.press('ines', await at.type('ines', 'general', 'K-1'), 'Note where it stands');
    const told = await at.send('ines', { current: '25' });
    expect(told.text).toContain('25 calls a week on');
    expect(told.text).toContain('40 % of the way');
    expect(await one("SELECT data FROM event WHERE subject_type = 'key_result' AND kind = 'measured'")).toEqual({ data: { current: 25 } });
    await at.press('ines', await at.type('ines', 'general', 'K-1'), 'Note where it stands');
    expect((await at.send('ines', { current: '-1' })).text).toContain('reached');
  });

  it('tells what changed in objectives and key results, with what stood there before', async () => {
    await press(lead('K-1'), 'Change');
    await at.send('amara', { title: 'Calls about money', target: '5' });
    const since = async () => (await at.type('ruth', 'general', `strategy since ${today}`)).text;
    const told = await since();
    expect(told).toContain('Refunds that nobody asks about: an objective of T-1, stated.');
    expect(told).toContain('K-1 · Calls about refunds: 40 calls a week → 2.5 calls a week, stated.');
    expect(told).toContain('K-1 · Calls about refunds: 25 calls a week, not measured before.');
    expect(told).toContain('K-1 · Calls about refunds: -1 calls a week, 25 calls a week before.');
    expect(told).toContain('K-1 · Calls about money: changed. Title: “Calls about refunds” → “Calls about money”. Target: 2.5 → 5.');
    // What was before the day is not told again, and still stands behind what came after.
    await run("UPDATE event SET at = at - interval '3 days' WHERE subject_type IN ('objective', 'key_result') AND kind <> 'changed'");
    expect(await since()).toContain('Title: “Calls about refunds” → “Calls about money”.');
    expect(await since()).not.toContain('stated.');
    await run("UPDATE event SET at = at + interval '3 days' WHERE subject_type IN ('objective', 'key_result') AND kind <> 'changed'");
  });

  it('shows how many open epics name a key result', async () => {
    for (const title of ['Refund at once', 'Night trains']) {
      await at.type('mei', 'checkout', `propose ${title}`);
      await at.send('mei', { outcome: 'Fewer people have to call us about their money' });
    }
    await run("UPDATE epic SET key_result_id = k.id FROM key_result k WHERE epic.key = 'E-1'");
    expect((await at.type('ruth', 'general', 'strategy')).text).toContain('Open epics that name a key result: 1 of 2 (50 %).');
    expect((await at.type('ruth', 'general', 'K-1')).text).toContain('1 epic names it');
  });

  it('is not retired while bets run for it: they are named, and nothing is half done', async () => {
    await run(
      "UPDATE epic SET state = 'investing', started_at = now(), theme_id = t.id FROM theme t WHERE epic.key = 'E-1' AND t.key = 'T-1'",
    );
    const before = await fingerprint(opened.database);
    const told = await press(lead('T-1'), 'Retire');
    expect(told.text).toContain('T-1 stays active: a running bet serves it. E-1 · Refund at once.');
    expect(told.text).toContain('Give each another theme in its details, or finish, hold or stop it');
    expect(app.driver.view('amara')).toBeUndefined();
    await run("UPDATE epic SET state = 'exploring' WHERE key = 'E-1'");
    // A bet that begins while the form is open.
    await press(lead('T-1'), 'Retire');
    await run("UPDATE epic SET state = 'investing' WHERE key = 'E-1'");
    expect((await at.send('amara', { reason: 'We won' })).text).toContain('a running bet serves it');
    expect(await fingerprint(opened.database)).toEqual(before);
    await run("UPDATE epic SET state = 'exploring' WHERE key = 'E-1'");
  });

  it('is retired with its reason, which is a decision, and may be taken up again', async () => {
    await press(lead('T-1'), 'Retire');
    const told = await at.send('amara', { reason: 'We won' });
    expect(told.text).toContain('T-1 is retired. Noted as D-5.');
    expect(told.text).toContain('1 open epic names it still, and may go on. Which theme does it serve now, if any?');
    expect(told.buttons).toContain('Another theme');
    expect((await at.type('ruth', 'general', 'strategy')).text).not.toContain('Calm money');
    expect((await at.type('ruth', 'general', 'D-1')).text).toContain('No longer what holds: D-5 says otherwise');
    expect((await press(told, 'Take up again')).text).toContain('Noted as D-6.');
  });

  it('retires key results before their objective', async () => {
    const shown = await lead('strategy');
    const labels = app.driver.buttons(shown.message as never).filter((button) => button.label === 'Open');
    const objective = await at.press(
      'amara',
      shown,
      'Open',
      labels.findIndex((button) => button.actionId === 'strategy.objective'),
    );
    expect((await press(objective, 'Retire')).text).toContain('It still has 1 key result: K-1. Retire those first; nothing was changed.');
    expect((await press(lead('K-1'), 'Retire')).text).toContain('K-1 is retired. 1 open epic names it still');
    const again = await at.press('amara', await lead('K-1'), 'Its objective');
    expect((await press(again, 'Retire')).text).toContain('is retired.');
    expect((await at.type('ruth', 'general', 'strategy')).text).not.toContain('Refunds that nobody asks about');
  });

  it('says to others whose it is', async () => {
    const id = String((await one("SELECT id::text AS id FROM theme WHERE key = 'T-1'"))?.id);
    expect((await at.type('mei', 'checkout', 'T-1')).buttons).toEqual(['Strategy']);
    expect((await at.type('ruth', 'general', 'who strategy')).text).toContain('leaders: amara');
    expect(id).not.toBe('');
  });

  it('is what its log says', async () => {
    const events = await opened.database.client.event.findMany({ orderBy: { subjectVersion: 'asc' } });
    const replay = <Snapshot>(type: string, id: string, apply: (before: Snapshot | null, event: never, at: Date) => Snapshot) =>
      events
        .filter((event) => event.subjectType === type && event.subjectId === id)
        .reduce<Snapshot | null>((before, { kind, data, at: when }) => apply(before, { kind, data } as never, when), null);
    const count = (id: string) => events.filter((event) => event.subjectId === id).length;
    const times = { reviewedAt: expect.any(Date), createdAt: expect.any(Date), measuredAt: expect.toSatisfy(() => true) };
    for (const theme of await opened.database.client.theme.findMany()) {
      expect({ ...theme }).toMatchObject({
        ...replay('theme', theme.id, applyThemeEvent),
        reviewedAt: times.reviewedAt,
        createdAt: times.createdAt,
      });
      expect(theme.revision).toBe(count(theme.id));
    }
    for (const objective of await opened.database.client.objective.findMany()) {
      expect(objective).toMatchObject(replay('objective', objective.id, applyObjectiveEvent) as object);
      expect(objective.revision).toBe(count(objective.id));
    }
    for (const keyResult of await opened.database.client.keyResult.findMany()) {
      expect(keyResult).toMatchObject(replay('key_result', keyResult.id, applyKeyResultEvent) as object);
      expect(keyResult.revision).toBe(count(keyResult.id));
    }
  });
});
