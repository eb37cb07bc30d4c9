import { expect, it } from 'vitest';
import { betTownForSuite } from '../../support/bets.ts';
import { describeDatabases } from '../../support/databases.ts';

describeDatabases('a bet that scores lower than another ready one (B18)', (open) => {
  const town = betTownForSuite(open);
  const { one, state, ready, running, limit, decisions } = town;
  const type = (as: string, words: string) => town.at().type(as, 'general', words);
  const press = (as: string, told: Awaited<ReturnType<typeof type>>, label: string) => town.at().press(as, told, label);
  const send = (as: string, values: Readonly<Record<string, unknown>>) => town.at().send(as, values);
  const score = (key: string, value: number) =>
    one(
      'UPDATE epic SET score = $2::jsonb, scored_at = now() WHERE key = $1 RETURNING key',
      key,
      JSON.stringify({ value, time: 1, risk: 1, size: 1 }),
    );
  let better = '';

  it('asks one line why, by words and by button; the reason is in the decision', async () => {
    await limit(20);
    better = await ready('Night trains');
    const lower = await ready('Paper maps');
    await score(better, 13);
    await score(lower, 2);
    const asked = await type('amara', `invest ${lower}`);
    expect(asked.text).toContain(`By the scores, ${better} (15.00) comes before ${lower} (4.00), and is ready, too.`);
    expect(await state(lower)).toBe('ready');
    // From its card it is the same.
    const card = await press('amara', await type('amara', lower), 'Invest');
    expect(card.text).toContain(`Why ${lower} · Paper maps first?`);
    const started = await press('amara', card, 'Others wait for it');
    expect(started.text).toContain('is a running bet now.');
    expect((await decisions('bet')).at(-1)).toMatchObject({
      choice: `Invest, before ${better}, which scores better.`,
      reason: 'others wait for it',
    });
    // A button that was drawn before finds it changed.
    expect((await press('amara', asked, 'A date outside')).text).toContain('changed');
  });

  it('takes another reason in words, and dashes are none', async () => {
    const lower = await ready('Solar roof');
    await score(lower, 3);
    await press('amara', await type('amara', `invest ${lower}`), 'Another reason');
    expect((await send('amara', { reason: '...' })).text).toContain('needs a few words');
    expect(await state(lower)).toBe('ready');
    await send('amara', { reason: 'The sun shines now' });
    expect(await state(lower)).toBe('investing');
    expect((await decisions('bet')).at(-1)).toMatchObject({ reason: 'The sun shines now' });
  });

  it('asks in a review, which goes on afterwards', async () => {
    const lower = await ready('Wind wheel');
    await score(lower, 1);
    let told = await type('amara', 'review bets');
    for (let n = 0; n < 2; n += 1) {
      await press('amara', told, 'Continue');
      told = await send('amara', { reason: 'It goes well' });
    }
    const asked = await town.at().press('amara', told, 'Invest', 1);
    expect(asked.text).toContain(`comes before ${lower} (3.00)`);
    const started = await press('amara', asked, 'We learn most from it');
    expect(started.text).toContain('Wind wheel is a running bet now.');
    expect(started.text).toContain('Review the bets: start next');
    await press('amara', started, 'Finish the review');
  });

  it('asks nothing where no score says so, where the better one is on hold, and the reason of an exception is enough', async () => {
    await running('Old habits');
    const lower = await ready('Louder bells');
    await score(lower, 1);
    await limit(3);
    const full = await type('amara', `invest ${lower}`);
    await press('amara', full, 'Make an exception');
    expect(JSON.stringify(town.app().driver.view('amara'))).toContain(`${better} (15.00) comes before ${lower} (3.00)`);
    await send('amara', { reason: 'The fair is in May' });
    expect((await decisions('bet')).at(-1)).toMatchObject({
      choice: `Invest, before ${better}, which scores better.`,
      reason: 'The fair is in May',
    });
    await limit(20);
    await one("UPDATE epic SET hold_until = current_date + 30, hold_reason = 'Not now' WHERE key = $1 RETURNING key", better);
    const last = await ready('Softer seats');
    await score(last, 1);
    expect((await type('amara', `invest ${last}`)).text).toContain('is a running bet now.');
  });
});
