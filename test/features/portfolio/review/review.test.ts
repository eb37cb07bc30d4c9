import { expect, it } from 'vitest';
import { betTownForSuite } from '../../../support/bets.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('a review of the bets (B9)', (open) => {
  const town = betTownForSuite(open);
  const { one, state, ready, running, limit, decisions } = town;
  const type = (as: string, words: string) => town.at().type(as, 'general', words);
  const send = (as: string, values: Readonly<Record<string, unknown>>) => town.at().send(as, values);
  const steps = () => one("SELECT coalesce(json_agg(choice ORDER BY position), '[]') AS of FROM portfolio_review_step");

  it('is for leaders, and needs something to look at', async () => {
    expect((await type('amara', 'review bets')).text).toContain('there is nothing to review');
    expect((await type('mei', 'review bets')).text).toContain('This is for leaders: amara, lotte. Ask one of them.');
    expect((await type('amara', 'review nonsense')).text).toContain('Type /flow review [KEY or bets].');
  });

  it('goes from bet to bet, each answer a decision; another leader takes it up where it stands', async () => {
    await limit(9);
    const [first, second, third] = [await running('Night trains'), await running('Paper maps'), await running('Solar roof')];
    const next = await ready('Wind wheel');
    await limit(3);
    const begun = await town.at().press('amara', await type('amara', 'portfolio'), 'Review the bets');
    expect(begun.text).toContain(`Review the bets: 1 of 3`);
    expect(begun.text).toContain(`${first} · Night trains`);
    await town.at().press('amara', begun, 'Continue');
    const one_ = await send('amara', { reason: 'People sleep on it' });
    expect(one_.text).toContain(`${first} · Night trains continues.`);
    expect(one_.text).toContain('Review the bets: 2 of 3');
    expect((await decisions('bet')).at(-1)).toMatchObject({ choice: 'Continue.', reason: 'People sleep on it' });
    // There is one review at a time.
    const taken = await type('lotte', 'review bets');
    expect(taken.text).toContain(`${second} · Paper maps`);
    expect(taken.text).toContain('amara began this review');
    expect(await one('SELECT count(*)::int AS n FROM portfolio_review')).toEqual({ n: 1 });
    await town.at().press('amara', one_, 'Change');
    await town.at().press('lotte', taken, 'Change');
    await send('lotte', { reason: 'Only the mountains' });
    expect((await send('amara', { reason: 'Only the sea' })).text).toContain(`lotte answered for ${second} already: change.`);
    await town.at().press('amara', await type('amara', 'review bets'), 'Stop');
    const start = await send('amara', { reason: 'It rains', learned: 'The roof leaks' });
    expect(start.text).toContain(`${third} · Solar roof is stopped`);
    expect(start.text).toContain('Review the bets: start next');
    expect(start.text).toContain('Bets: 2 of 3. Room for 1.');
    expect(await steps()).toEqual({ of: ['continue', 'change', 'stop'] });
    const started = await town.at().press('amara', start, 'Invest');
    expect(started.text).toContain(`${next} · Wind wheel is a running bet now.`);
    expect(started.text).toContain('There is no room for another.');
    const over = await town.at().press('amara', started, 'Finish the review');
    expect(over.text).toContain('The review is finished.');
    const told = (await town.at().channel('general')).map((each) => each.text).filter((text) => text.includes('Portfolio review,'));
    expect(told).toHaveLength(1);
    for (const words of [
      `${first} · Night trains continues: People sleep on it`,
      `${second} · Paper maps changes: Only the mountains`,
      `${third} · Solar roof stops: It rains`,
      `Started: ${next} · Wind wheel.`,
      '3 bets of 3 running.',
    ])
      expect(told[0]?.replaceAll('*', '')).toContain(words);
  });

  it('passes over what left meanwhile, and begins anew once it is over', async () => {
    const begun = await type('amara', 'review bets');
    expect(await one('SELECT count(*)::int AS n FROM portfolio_review')).toEqual({ n: 2 });
    const key = /E-\d+/.exec(begun.text)?.[0] ?? '';
    await town.at().press('amara', begun, 'Continue');
    await town.at().press('lotte', await type('lotte', key), 'Delivered');
    const told = await send('amara', { reason: 'It goes well' });
    expect(told.text).toContain(`${key} is delivered by now, so nothing was noted.`);
    expect(told.text).toContain('Review the bets: 2 of 3');
    expect(await state(key)).toBe('delivered');
    expect(town.app().driver.refusals).toEqual([]);
  });
});
