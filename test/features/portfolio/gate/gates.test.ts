import { expect, it } from 'vitest';
import { betTownForSuite } from '../../../support/bets.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { userId } from '../../../support/play.ts';

describeDatabases('the gates of an epic (B6)', (open) => {
  const town = betTownForSuite(open);
  const { one, state, propose, ready, limit, decisions, events } = town;
  const press = async (as: string, words: string, ...labels: string[]) => {
    const at = town.at();
    let told = await at.type(as, 'general', words);
    for (const label of labels) told = await at.press(as, told, label);
    return told;
  };
  const send = (as: string, values: Readonly<Record<string, unknown>>) => town.at().send(as, values);

  it('of ready: lists each missing part with the button that fills it, and one form fills just that', async () => {
    const key = await propose('Quieter alarms');
    const told = await press('mei', key, 'Explore', 'Ready');
    expect(told.text).toContain(`${key} · Quieter alarms can't move to ready yet. Two things are missing:`);
    expect(told.text).toContain('Hypothesis: we believe');
    expect(told.text).toContain('Stream: where most of it is built');
    expect(told.text).not.toContain('Owner:');
    expect(told.text).toContain('It stays in exploring. Everything else is in place.');
    expect(await state(key)).toBe('exploring');
    await town.at().press('mei', told, 'Add', 0);
    expect((await send('mei', { hypothesis: 'We believe people sleep longer' })).text).toContain(
      'Hypothesis: We believe people sleep longer',
    );
    const rest = await press('mei', key, 'Ready');
    expect(rest.text).toContain('One thing is missing:');
    await town.at().press('mei', rest, 'Add');
    await send('mei', { streamId: 'LOG · Logistics' });
    await one('UPDATE epic SET owner_id = NULL, version = version + 1 WHERE key = $1 RETURNING key', key);
    const owner = await press('amara', key, 'Ready');
    expect(owner.text).toContain('Owner: one person who looks after it');
    await town.at().press('amara', owner, 'Add');
    expect((await send('amara', {})).text).toContain('Pick somebody');
    await send('amara', { ownerId: userId(town.app(), 'oskar') });
    expect((await press('oskar', key, 'Ready')).text).toContain('is ready: understood');
    expect(await events(key)).toEqual(['proposed', 'moved', 'edited', 'edited', 'edited', 'moved']);
  });

  it('of investing: a score or a case, and evidence or a waiver that is a decision', async () => {
    const key = await ready('Night trains');
    await one('UPDATE epic SET case_line = NULL, evidence = NULL WHERE key = $1 RETURNING key', key);
    const told = await press('amara', `invest ${key}`);
    expect(told.text).toContain(`can't move to investing yet. Two things are missing:`);
    expect(told.text).toContain('Score: without it there is no score');
    expect(told.text).toContain('Or its case: why it is worth it, in a line');
    expect(told.text).toContain('Evidence: a link, figure or conversation, or why we bet without it');
    expect(await state(key)).toBe('ready');
    await town.at().press('amara', told, 'Add', 1);
    await send('amara', { caseLine: 'The line closes next year' });
    const rest = await press('amara', `invest ${key}`);
    await town.at().press('amara', rest, 'Add');
    expect((await send('amara', {})).text).toContain('Add a link, figure or conversation, or say below why we bet without it.');
    const waived = await send('amara', { waiver: 'Nobody has tried it yet' });
    expect(waived.text).toContain('Evidence: none; it goes without: Nobody has tried it yet');
    expect((await decisions('waiver')).at(-1)).toMatchObject({ choice: 'Yes, without evidence', reason: 'Nobody has tried it yet' });
    expect((await press('amara', `invest ${key}`)).text).toContain('is a running bet now.');
    expect((await decisions('bet')).at(-1)).toEqual({
      question: `Do we bet on ${key} · Night trains?`,
      choice: 'Invest.',
      reason: 'The line closes next year',
    });
  });

  it('of investing, where the portfolio wants a score: the part that is missing is named', async () => {
    await limit(50);
    await one("UPDATE organization SET invest_by = 'score' RETURNING id");
    const key = await ready('Paper maps');
    await one(`UPDATE epic SET score = '{"value":8,"time":5,"risk":3,"size":null}', scored_at = now() WHERE key = $1 RETURNING key`, key);
    const told = await press('amara', `invest ${key}`);
    expect(told.text).toContain('One thing is missing:');
    expect(told.text).toContain('Size: without it there is no score');
    await town.at().press('amara', told, 'Add');
    expect((await send('amara', { size: '5' })).text).toContain('scores 3.20');
    expect((await press('amara', `invest ${key}`)).text).toContain('is a running bet now.');
    await one("UPDATE organization SET invest_by = 'either' RETURNING id");
  });

  it('let through what ran before, and what is taken back from delivered', async () => {
    const key = await ready('Old habits');
    await one('UPDATE epic SET before = true, hypothesis = NULL, evidence = NULL WHERE key = $1 RETURNING key', key);
    expect((await press('amara', `invest ${key}`)).text).toContain('is a running bet now.');
    // Its owner says that it is delivered; that this was wrong, a leader.
    expect((await press('mei', key, 'Delivered')).text).toContain('is delivered.');
    expect((await press('amara', key, 'Back to investing')).text).toContain('runs again.');
    expect((await decisions('bet')).slice(-3).map((each) => each.choice)).toEqual([
      'Invest.',
      'Delivered.',
      'Not delivered yet: it runs again.',
    ]);
  });

  it('let through what names a retired theme: it is said, with one button that names another or none', async () => {
    await limit(50);
    for (const [n, name] of ['Fewer doors', 'More windows'].entries())
      await one(
        `INSERT INTO theme (organization_id, id, key, name, state, win_where, reviewed_at, created_at)
         SELECT id, gen_random_uuid(), $1, $2, 'active', 'Here', now(), now() FROM organization RETURNING id`,
        `T-${n + 1}`,
        name,
      );
    const [key, other] = [await ready('Louder bells'), await ready('Longer ropes')];
    for (const each of [key, other])
      await one("UPDATE epic SET theme_id = t.id FROM theme t WHERE epic.key = $1 AND t.key = 'T-1' RETURNING epic.key", each);
    expect((await press('amara', key)).text).not.toContain('retired');
    await press('amara', 'T-1', 'Retire');
    const retired = await send('amara', { reason: 'We won' });
    expect(retired.text).toContain('2 open epics name it still, and may go on. Which theme do they serve now, if any?');
    expect(retired.buttons.filter((label) => label === 'Another theme')).toHaveLength(2);
    // To whom may not, it is said without the button.
    expect((await press('oskar', 'T-1')).buttons).not.toContain('Another theme');
    expect((await press('oskar', key)).buttons).not.toContain('Another theme');
    const card = await press('mei', key);
    expect(card.text).toContain('Theme: T-1 · Fewer doors; retired since');
    expect(card.text).toContain('Its theme, T-1 · Fewer doors, was retired. What does it serve now? It may go on meanwhile.');
    const why = await press('mei', `why ${key}`);
    expect(why.text).toContain('Theme: T-1 · Fewer doors; retired since');
    expect(why.buttons).toContain('Another theme');
    // The gate says it beside what is missing, and does not count it.
    await one('UPDATE epic SET evidence = NULL WHERE key = $1 RETURNING key', other);
    const missing = await press('amara', `invest ${other}`);
    expect(missing.text).toContain('One thing is missing:');
    expect(missing.text).toContain('Its theme, T-1 · Fewer doors, was retired.');
    const invested = await press('amara', `invest ${key}`);
    expect(invested.text).toContain('is a running bet now.');
    expect(invested.text).toContain('Its theme, T-1 · Fewer doors, was retired.');
    await town.at().press('amara', invested, 'Another theme');
    const named = await send('amara', { themeId: 'T-2 · More windows' });
    expect(named.text).toContain('Theme: T-2 · More windows');
    expect(named.text).not.toContain('retired');
    // None is an answer; nothing picked is not.
    await one("UPDATE theme SET state = 'retired' WHERE key = 'T-2' RETURNING key");
    await town.at().press('mei', await press('mei', other), 'Another theme');
    expect((await send('mei', {})).text).toContain('Pick a theme of the list, or none of them.');
    expect((await send('mei', { themeId: 'None of them' })).text).not.toContain('Theme:');
    expect(await one('SELECT theme_id AS t FROM epic WHERE key = $1', other)).toEqual({ t: null });
    await press('amara', key, 'Delivered');
    expect((await press('amara', key)).text).not.toContain('What does it serve now?');
    expect(town.app().driver.refusals).toEqual([]);
  });

  it('say to whom a button is not given who may fill in what is missing', async () => {
    const key = await propose('Velvet ropes');
    await press('mei', key, 'Explore');
    const card = await press('amara', key, 'Ready');
    expect(card.buttons.filter((label) => label === 'Add')).toHaveLength(2);
    await town.at().press('amara', card, 'Add', 0);
    await press('mei', key, 'Details');
    await send('mei', { forWhom: 'Guests' });
    expect((await send('amara', { hypothesis: 'Too late' })).text).toContain(`Somebody changed ${key} while this form was open.`);
    await town.at().close('amara');
  });

  it('hold for a date outside: it needs its law, stands on the card, and hints where time criticality is scored (X5)', async () => {
    const key = await propose('The new levy');
    await press('mei', key, 'Explore');
    await press('mei', `date ${key}`);
    expect((await send('mei', { on: '2031-03-01' })).text).toContain('Name the law or contract');
    expect((await send('mei', { on: '2031-03-01', why: 'The levy act' })).text).toContain(
      'has an external date: 1 March 2031: The levy act',
    );
    expect((await press('mei', key)).text).toContain('External date: 1 March 2031: The levy act. A fact to reckon with, never a plan.');
    await press('amara', `score ${key}`);
    await town.at().close('amara');
    const set = await press('amara', 'score epics');
    const column = set.buttons.find((label) => label.startsWith('Time criticality')) ?? '';
    let told = await town.at().press('amara', set, column);
    for (let n = 0; n < 9 && !told.text.includes(key); n += 1) told = await town.at().press('amara', told, 'Leave open');
    expect(told.text).toContain('External date: 1 March 2031: The levy act.');
  });
});
