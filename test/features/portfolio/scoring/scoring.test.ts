import { expect, it } from 'vitest';
import { betTownForSuite } from '../../../support/bets.ts';
import { describeDatabases } from '../../../support/databases.ts';
import type { SlackTold } from '../../../support/play.ts';

describeDatabases('scores of epics (B4)', (open) => {
  const town = betTownForSuite(open);
  const { one, propose, ready, events } = town;
  const type = (as: string, words: string) => town.at().type(as, 'general', words);
  const send = (as: string, values: Readonly<Record<string, unknown>>) => town.at().send(as, values);
  const scoreOf = async (key: string) => (await one('SELECT score FROM epic WHERE key = $1', key))?.score;
  let keys: string[] = [];

  it('are given one column at a time over the set, and a missing part is never a zero', async () => {
    expect((await type('ines', 'score epics')).text).toContain('nothing to score side by side');
    keys = [await ready('Night trains'), await ready('Paper maps'), await ready('Solar roof')];
    const set = await type('ines', 'score epics');
    expect(set.buttons).toEqual(expect.arrayContaining(['Value (3)', 'Time criticality (3)', 'Risk or opportunity (3)', 'Size (3)']));
    let told = await town.at().press('ines', set, 'Value (3)');
    expect(told.text).toContain(`Value, 1 of 3: ${keys[0]} · Night trains`);
    told = await town.at().press('ines', told, '8');
    expect(told.text).toContain(`Value, 2 of 3: ${keys[1]} · Paper maps`);
    expect(told.text).toContain(`Beside it: ${keys[0]} 8.`);
    told = await town.at().press('ines', told, 'Leave open');
    told = await town.at().press('ines', told, '5');
    expect(told.text).toContain('That was value.');
    expect(told.text).toContain('No 1 in value');
    expect(told.text).toMatch(/cannot compute: time criticality, risk or opportunity, and size missing/);
    expect(await scoreOf(keys[0] ?? '')).toEqual({ value: 8, time: null, risk: null, size: null });
    expect(await scoreOf(keys[1] ?? '')).toBeNull();
    expect(await events(keys[0] ?? '')).toEqual(['proposed', 'moved', 'moved', 'scored']);
  });

  it('are for leaders and owners of streams', async () => {
    expect((await type('mei', 'score epics')).buttons).not.toContain('Value (1)');
    expect((await type('mei', `score ${keys[0]}`)).text).toContain(
      'This is for leaders and owners of streams: amara, lotte, ines, 1 more. Ask one of them.',
    );
  });

  it('order the portfolio where they are whole; the others say what is missing', async () => {
    const scores = [
      [8, 5, 3, 5],
      [13, 8, 8, 5],
      [1, 1, 1, 1],
    ];
    for (const [n, parts] of scores.entries()) {
      await type('amara', `score ${keys[n]}`);
      const [value, time, risk, size] = parts.map(String);
      expect((await send('amara', { value, time, risk, size })).text).toContain(`scores ${['3.20', '5.80', '3.00'][n]}.`);
    }
    const open = await ready('Old habits');
    const { text } = await type('ruth', 'portfolio');
    const order = [keys[1], keys[0], keys[2], open].map((key) => text.indexOf(`${key} ·`));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text).toContain('Score 5.80');
    expect(text).toContain('Not scored');
    expect((await type('ruth', keys[1] ?? '')).text).toMatch(/Score: 5\.80 \(cost of delay 29, size 5\), by amara on \d+ \w+/);
    // Its value was given by Ines, and Amara left it as it was: each part has its own who and when.
    expect((await type('ruth', keys[0] ?? '')).text).toMatch(
      /Score: 3\.20 \(cost of delay 16, size 5\); value by ines on \d+ \w+, time criticality, risk or opportunity, and size by amara on \d+ \w+/,
    );
    expect((await type('ruth', `why ${keys[0]}`)).text).toMatch(/size 5\); value by ines on \d+ \w+, time criticality/);
  });

  it('go stale when they are old, or when the epic changes', async () => {
    const [key = ''] = keys;
    const older = `UPDATE event SET at = at - interval '91 days' WHERE kind = 'scored' AND subject_id = (SELECT id FROM epic WHERE key = $1)`;
    await one(`${older} RETURNING at`, key);
    expect((await type('ruth', key)).text).toContain('; older than 90 days');
    // A new size leaves the other parts as old as they are: the oldest of them says how old the score is.
    const column = (told: SlackTold, name: string) => told.buttons.find((label) => label.startsWith(name)) ?? '';
    const set = await type('ines', 'score epics');
    expect(column(set, 'Size')).toBe('Size (2)');
    let told = await town.at().press('ines', set, 'Size (2)');
    expect(told.text).toContain(`${key} · Night trains`);
    told = await town.at().press('ines', told, '8');
    expect((await type('ruth', key)).text).toContain('; value, time criticality, and risk or opportunity older than 90 days');
    const rest = await type('ines', 'score epics');
    expect([column(rest, 'Size'), column(rest, 'Value')]).toEqual(['Size (1)', 'Value (2)']);
    await type('amara', `score ${key}`);
    await send('amara', { size: '5' });
    expect((await type('ruth', key)).text).toContain('; value, time criticality, and risk or opportunity older than 90 days');
    await type('amara', `score ${key}`);
    expect((await send('amara', {})).text).toContain('keeps its score: 3.20. It is as of today.');
    expect((await type('ruth', key)).text).not.toContain('older than 90 days');
    await town.at().press('mei', await type('mei', key), 'Details');
    await send('mei', { problem: 'It is all different' });
    expect((await type('ruth', key)).text).toContain('; the epic changed since');
    expect((await type('ines', 'score epics')).buttons).toEqual(expect.arrayContaining(['Value (2)', 'Size (2)']));
  });

  it('are not given to an epic that changed while it was scored: it is shown as it is now', async () => {
    const key = await propose('Wind wheel');
    await town.at().press('mei', await type('mei', key), 'Explore');
    let told = await town.at().press('ines', await type('ines', 'score epics'), 'Size (3)');
    for (let n = 0; n < 9 && !told.text.includes(`${key} · Wind wheel`); n += 1) told = await town.at().press('ines', told, 'Leave open');
    await type('mei', `outcome ${key}`);
    await send('mei', { outcome: 'The mill turns at night' });
    const answer = await town.at().press('ines', told, '13');
    expect(answer.text).toContain(`${key} changed while you scored it, so that number was not noted. Here is how it is now.`);
    expect(answer.text).toContain('the mill turns at night');
    expect(await scoreOf(key)).toBeNull();
    await town.at().press('ines', answer, '13');
    expect(await scoreOf(key)).toMatchObject({ size: 13 });
    await type('amara', `score ${key}`);
    await type('mei', `outcome ${key}`);
    await send('mei', { outcome: 'The mill turns by day' });
    expect((await send('amara', { size: '8' })).text).toContain(`Somebody changed ${key} while this form was open.`);
    await town.at().close('amara');
    expect(await scoreOf(key)).toMatchObject({ size: 13 });
  });
});
