import { expect, it } from 'vitest';
import { twelveWeeks, weeksOf } from '../../../../src/model/calendar/calendar.ts';
import { betTownForSuite } from '../../../support/bets.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { addReady } from '../../../support/play.ts';

describeDatabases('limits and shares of the portfolio (B7, B8, B10, B14, B15)', (open) => {
  const town = betTownForSuite(open);
  const { one, running, limit, decisions } = town;
  const type = (as: string, words: string) => town.at().type(as, 'general', words);
  const send = (as: string, values: Readonly<Record<string, unknown>>) => town.at().send(as, values);
  const form = async (as: string, label: string) => town.at().press(as, await type(as, 'portfolio flow'), label);
  const shares = () => one('SELECT json_object_agg(key, funding_share) AS of FROM value_stream');

  it('are set by leaders, as one event and one decision', async () => {
    expect((await type('mei', 'portfolio flow')).buttons).toEqual(['Portfolio']);
    await form('amara', 'Limits');
    const saved = await send('amara', { betLimit: '4', largestSize: '8', shortShare: '60', reason: 'Fewer at once' });
    expect(saved.text).toContain(
      'Saved: bets at once 4 (was not set); largest size without approval 8 (was not set); short-term bets 60 % (was not set).',
    );
    expect(saved.text).toContain('Fewer at once');
    expect(await decisions('portfolio')).toMatchObject([{ question: 'How does the portfolio work?', reason: 'Fewer at once' }]);
    expect(await one("SELECT count(*)::int AS n FROM event WHERE kind = 'portfolio policy'")).toEqual({ n: 1 });
    expect(await one('SELECT bet_limit, largest_size, short_share, invest_by FROM organization')).toEqual({
      bet_limit: 4,
      largest_size: 8,
      short_share: 60,
      invest_by: 'either',
    });
    await form('amara', 'Limits');
    expect((await send('amara', { reason: 'The same again' })).text).toContain('Nothing was changed.');
  });

  it.each([
    ['PAY 50\nLOG 40', 'Together they are 90 %: 10 too little. Nothing was saved.'],
    ['PAY 70\nLOG 40', 'Together they are 110 %: 10 too much. Nothing was saved.'],
    ['PYA 100', '“PYA 100” names no stream. There are LOG, PAY.'],
    ['PAY', '“PAY” is not a stream and a number. Write one per line, like LOG 50.'],
    ['PAY 1e2', '“PAY 1e2”: a whole number from 0 to 100, in digits.'],
    ['PAY 101', '“PAY 101”: a whole number from 0 to 100, in digits.'],
    ['PAY 50\nPAY 50', 'PAY stands there twice. Keep one of the lines.'],
  ])('keep what was typed where shares make no plan: %j', async (typed, wrong) => {
    await form('amara', 'Shares');
    const refused = await send('amara', { shares: typed, reason: 'A plan' });
    expect(refused.text).toContain(wrong);
    expect(refused.view?.errors).toHaveProperty('shares');
    await town.at().close('amara');
    expect(await shares()).toEqual({ of: { PAY: null, LOG: null } });
  });

  it('stand planned beside actual, and what came and went beside that', async () => {
    await limit(9);
    await form('amara', 'Shares');
    await send('amara', { shares: 'pay: 75 %\nLOG 25', limits: 'LOG 2', reason: 'Payments first' });
    expect(await shares()).toEqual({ of: { PAY: 75, LOG: 25 } });
    const [bet] = [await running('Night trains'), await running('Paper maps', 'LOG')];
    await town.at().press('mei', await type('mei', bet), 'Details');
    await send('mei', { horizon: 'It returns soon' });
    const item = await addReady(town.at(), 'mei', 'checkout', 'PAY A first thing');
    await town.at().type('mei', 'checkout', `pull ${item}`);
    await town.at().type('mei', 'checkout', `done ${item}`);
    // Today is not over: what came and went today is counted tomorrow.
    expect((await type('ruth', 'portfolio flow')).text).toContain('Payments | 75 % | 50 % | not known | any');
    await one(
      `UPDATE item SET created_at = day, started_at = day, finished_at = day FROM (
         SELECT (now() AT TIME ZONE 'Europe/Berlin' - interval '1 day') AT TIME ZONE 'Europe/Berlin' AS day) AS d WHERE key = '${item}' RETURNING key`,
    );
    const { text } = await type('ruth', 'portfolio flow');
    expect(text).toContain('Payments | 75 % | 50 % | 100 % | any');
    expect(text).toContain('Logistics | 25 % | 50 % | 0 % | 2');
    expect(text).toContain('Short-term return: planned 60 %, 100 % of running bets (1 of 1); of 1 nobody said.');
    // Weeks are Monday to Sunday, so 84 days lie in 12 of them or in 13.
    const none = weeksOf(twelveWeeks(new Date(), 'Europe/Berlin'), 'Europe/Berlin').map(() => 0);
    const last = none.with(-1, 1).join(' ');
    expect(text).toContain(`Payments: came 1 (${last}), finished 1 (${last}), in progress 0 (at the ends of weeks ${none.join(' ')})`);
    expect(text).not.toContain('Beyond a guardrail');
    // One finished item says nothing about a mix.
    await limit(1);
    expect((await type('ruth', 'portfolio')).text).toContain('Beyond a guardrail: 1 thing');
    await limit(9);
  });

  it('do not overwrite what their writer has not seen', async () => {
    await form('amara', 'Limits');
    await form('lotte', 'Shares');
    // The other form shows other things, so both are saved.
    expect((await send('lotte', { shares: 'PAY 50\nLOG 50', reason: 'Fair' })).text).toContain('Logistics gets 50 % (was 25 %)');
    await form('lotte', 'Limits');
    await send('lotte', { largestSize: '5', reason: 'Smaller' });
    const refused = await send('amara', { betLimit: '2', reason: 'Fewer' });
    expect(refused.text).toContain('Somebody changed the limits while this form was open.');
    await town.at().close('amara');
    expect(await one('SELECT bet_limit AS n FROM organization')).toEqual({ n: 9 });
  });
});
