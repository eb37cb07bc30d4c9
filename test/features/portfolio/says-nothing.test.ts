import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fitsAnyEpic } from '../../../src/model/epic/fits-any-epic.ts';
import { betTownForSuite } from '../../support/bets.ts';
import { describeDatabases } from '../../support/databases.ts';
import { justify } from '../../support/justify.ts';

const MIGRATION = new URL('../../../prisma/migrations/20261201090000_outcome_gap/migration.sql', import.meta.url);

describeDatabases('an outcome that says nothing (G6)', (open) => {
  const town = betTownForSuite(open);
  const { one, state } = town;
  const type = (as: string, words: string) => town.at().type(as, 'general', words);
  const send = (as: string, values: Readonly<Record<string, unknown>>) => town.at().send(as, values);
  const press = (as: string, told: Awaited<ReturnType<typeof type>>, label: string) => town.at().press(as, told, label);
  const run = (sql: string) => town.app().database.client.$executeRawUnsafe(sql);
  const propose = async (title: string, outcome: string) => {
    await type('mei', `propose ${title}`);
    const told = await send('mei', { outcome });
    return { key: String((await one('SELECT key FROM epic WHERE title = $1', title))?.key), told };
  };
  const gaps = async () =>
    town
      .app()
      .database.client.epic.findMany({ select: { key: true, title: true, outcome: true, outcomeGap: true }, orderBy: { key: 'asc' } });

  it('counts as missing everywhere, is kept and shown, and is told with the act that mends it', async () => {
    const { key, told } = await propose('Night trains', '-');
    expect(told.text).toContain('Anticipated outcome: - (counts as missing: it would fit any epic)');
    expect(told.text).toContain('What would be different, and for whom?');
    expect(told.buttons).toContain('Write the outcome');
    for (const [title, outcome] of [
      ['Paper maps', 'n/a'],
      ['Longer ropes', 'TBD'],
      ['Louder bells', 'Improve the customer experience'],
      ['Wider doors', 'Wider doors'],
    ] as const)
      await propose(title, outcome);
    await propose('Softer seats', 'Commuters read on the way home');
    const list = await type('mei', 'outcome');
    expect(list.text).toContain('Feature Factory Ratio: 83 % (5 of 6)');
    expect(list.text).toContain('“n/a” (counts as missing: it would fit any epic)');
    expect((await type('amara', 'portfolio')).text).toContain('5 of 6 have no anticipated outcome.');
    expect((await type('amara', 'review')).text).toContain('Feature Factory Ratio: 83 % (5 of 6)');
    expect((await type('amara', `why ${key}`)).text).toContain('- (counts as missing: it would fit any epic)');
    await type('mei', 'outcome');
    const form = await press('mei', list, 'Help write one');
    expect(form.text).toContain('What stands there counts as missing: it would fit any epic.');
    expect((await send('mei', { outcome: 'People sleep on the way to Vienna' })).text).not.toContain('counts as missing');
    expect((await type('mei', 'outcome')).text).toContain('Feature Factory Ratio: 67 % (4 of 6)');
  });

  it('does not pass the gates, nor do other parts that say nothing', async () => {
    const { key } = await propose('Slower lifts', '--');
    await justify(town.app().database, key);
    await press('mei', await type('mei', key), 'Explore');
    const refused = await press('mei', await type('mei', key), 'Ready');
    expect(refused.text).toContain(`can't move to ready yet. One thing is missing:`);
    expect(refused.text).toContain('what stands there counts as missing, because it would fit any epic');
    expect(await state(key)).toBe('exploring');
    await press('mei', refused, 'Add');
    const saved = await send('mei', { outcome: 'Nobody waits at the lift' });
    await press('mei', saved, 'Ready');
    expect(await state(key)).toBe('ready');
    await one('UPDATE epic SET evidence = NULL WHERE key = $1 RETURNING key', key);
    await press('amara', await type('amara', `invest ${key}`), 'Add');
    expect((await send('amara', { waiver: '...' })).text).toContain('Add a link, figure or conversation');
    await send('amara', { waiver: 'Everybody takes the stairs' });
    await type('amara', `invest ${key}`);
    expect(await state(key)).toBe('investing');
  });

  it('nor does one count that was first written after delivery, until the epic runs again', async () => {
    await town.limit(50);
    const { key } = await propose('Warmer soup', 'tbd');
    await one("UPDATE epic SET state = 'investing', started_at = now(), before = true WHERE key = $1 RETURNING key", key);
    await press('mei', await type('mei', key), 'Delivered');
    await press('mei', await type('mei', key), 'Write the outcome');
    const late = await send('mei', { outcome: 'Guests ask for more soup' });
    expect(late.text).toContain('Guests ask for more soup (counts as missing: it was first written after delivery)');
    expect(late.text).toContain('What was hoped for before?');
    expect((await one('SELECT outcome_gap FROM epic WHERE key = $1', key))?.outcome_gap).toBe('after_delivery');
    await press('amara', await type('amara', key), 'Back to investing');
    expect((await one('SELECT outcome_gap FROM epic WHERE key = $1', key))?.outcome_gap).toBeNull();
    await press('mei', await type('mei', key), 'Delivered');
    expect((await one('SELECT outcome_gap FROM epic WHERE key = $1', key))?.outcome_gap).toBeNull();
    // What was said before and changed since is a change, and counts.
    await press('mei', await type('mei', key), 'Outcome');
    expect((await send('mei', { outcome: 'Guests ask for more soup twice' })).text).not.toContain('counts as missing');
  });

  it('a reason of dashes is asked again, in words and in a form', async () => {
    expect((await town.at().type('mei', 'checkout', 'exception ---')).view).toBeDefined();
    expect((await town.at().send('mei', { reason: '---' })).text).toContain('“Why now?” needs a few words');
    expect(await one("SELECT count(*)::int AS n FROM decision WHERE act = 'wip_exception'")).toEqual({ n: 0 });
  });

  it('is judged by the migration for what was written before, as the writer judges it', async () => {
    const late = await propose('Colder beer', 'none');
    await one("UPDATE epic SET state = 'investing', started_at = now(), before = true WHERE key = $1 RETURNING key", late.key);
    await press('mei', await type('mei', late.key), 'Delivered');
    await press('mei', await type('mei', late.key), 'Write the outcome');
    await send('mei', { outcome: 'Guests stay for another beer' });
    const written = [
      '– —',
      'To be decided later',
      'Happier customers',
      'Churn 4 %',
      'Ships on time for all of Vienna',
      'Calm',
      'It works.',
    ];
    for (const [n, outcome] of written.entries()) await propose(`Written ${n}`, outcome);
    const judged = await gaps();
    expect(judged.filter((epic) => epic.outcomeGap === 'after_delivery').map((epic) => epic.key)).toEqual([late.key]);
    for (const epic of judged)
      if (epic.outcomeGap !== 'after_delivery')
        expect([epic.outcome, epic.outcomeGap === 'says_nothing']).toEqual([
          epic.outcome,
          epic.outcome !== null && fitsAnyEpic(epic.outcome, epic.title),
        ]);
    await run('UPDATE epic SET outcome_gap = NULL');
    for (const statement of readFileSync(MIGRATION, 'utf8').split(/;\n/u))
      if (statement.trim() !== '' && !statement.includes('ALTER TABLE')) await run(statement);
    expect(await gaps()).toEqual(judged);
  });
});
