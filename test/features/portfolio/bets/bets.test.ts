import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { applyEpicEvent, type EpicEvent, type EpicSnapshot } from '../../../../src/model/epic/epic-event.ts';
import { betTownForSuite } from '../../../support/bets.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { addReady } from '../../../support/play.ts';

const inDays = (days: number) => DateTime.now().setZone('Europe/Berlin').plus({ days }).toFormat('yyyy-MM-dd');

describeDatabases('running bets (B5)', (open) => {
  const town = betTownForSuite(open);
  const { one, state, propose, ready, running, limit, decisions, events } = town;
  const type = (as: string, words: string) => town.at().type(as, 'general', words);
  const press = async (as: string, words: string, ...labels: string[]) => {
    let told = await type(as, words);
    for (const label of labels) told = await town.at().press(as, told, label);
    return told;
  };
  const send = (as: string, values: Readonly<Record<string, unknown>>) => town.at().send(as, values);
  const serve = async (key: string, title: string) => {
    const item = await addReady(town.at(), 'mei', 'checkout', title);
    await one('UPDATE item SET epic_id = (SELECT id FROM epic WHERE key = $1) WHERE key = $2 RETURNING key', key, item);
    return item;
  };

  it('are limited to what runs when somebody first asks, and finishing one makes room', async () => {
    const [first, second] = [await ready('Night trains'), await ready('Paper maps')];
    expect((await type('mei', 'invest')).text).toContain('Bets: 0 of 1.');
    await type('amara', `invest ${first}`);
    expect(await one('SELECT bet_limit AS n FROM organization')).toEqual({ n: 1 });
    const full = await type('amara', `invest ${second}`);
    expect(full.text).toContain('The portfolio is full: 1 of 1 bet runs. To invest in');
    expect(full.text).toContain('finish or stop one first:');
    expect(full.text).toContain(`${first} · Night trains: day 1, no items yet, Payments`);
    expect(full.buttons).toEqual(expect.arrayContaining(['Open', 'Make an exception', 'Change the limit']));
    expect(await state(second)).toBe('ready');
    await press('amara', first, 'Delivered');
    expect((await type('amara', `invest ${second}`)).text).toContain('is a running bet now.');
    await press('amara', second, 'Delivered');
  });

  it('go over the limit by a leader alone, with a reason, as a decision that ends', async () => {
    await limit(1);
    const [first, second, third] = [await running('Solar roof'), await ready('Wind wheel'), await ready('Water mill')];
    expect((await type('mei', `invest ${second}`)).text).toContain(`Whether to invest in ${second} is for leaders to decide.`);
    await press('amara', `invest ${second}`, 'Make an exception');
    expect((await send('amara', { reason: 'The fair is in May', until: inDays(200) })).text).toContain('within 90 days');
    expect(await state(second)).toBe('ready');
    const over = await send('amara', { reason: 'The fair is in May', until: inDays(10) });
    expect(over.text).toContain('is a running bet now.');
    expect(over.text).toContain('over the limit until');
    expect((await decisions('bet_exception')).at(-1)).toMatchObject({
      question: `May ${second} run over the limit of 1?`,
      reason: 'The fair is in May',
    });
    // While its leave is in force it takes no place, so the limit holds for the others as before.
    expect((await type('amara', `invest ${third}`)).text).toContain('The portfolio is full: 2 of 1 bet runs.');
    expect((await type('ruth', 'portfolio')).text).not.toContain('Beyond a guardrail');
    // Ended before its day it takes a place at once, which is said; the decision that gave it holds no longer.
    expect((await type('mei', second)).buttons).not.toContain('End the exception');
    const form = await press('amara', second, 'End the exception');
    expect(JSON.stringify(form.view)).toContain('it takes a place as every other bet: 2 of 1. Nothing is stopped by it.');
    const ended = await send('amara', { reason: 'The fair is over' });
    expect(ended.text).toContain('counts as every other bet from now on.');
    expect(ended.text).toContain('That makes 2 of 1. It runs on; which could wait?');
    expect(ended.text).not.toContain('over the limit until');
    expect(ended.buttons).not.toContain('End the exception');
    expect(await state(second)).toBe('investing');
    const [given, taken] = (await decisions('bet_exception')).slice(-2);
    expect(taken).toEqual({
      question: given?.question,
      choice: 'No longer: it takes a place as every other bet',
      reason: 'The fair is over',
    });
    const keys = await one("SELECT min(key) AS first FROM decision WHERE act = 'bet_exception'");
    expect((await type('ruth', String(keys?.first))).text).toContain('No longer what holds:');
    expect((await type('ruth', 'portfolio')).text).toContain('The portfolio: 2 bets run, and the limit is 1.');
    await one("UPDATE bet_exception SET from_at = now() - interval '9 days', until_at = now() - interval '1 day' RETURNING id");
    expect((await type('ruth', 'portfolio')).text).toContain('The portfolio: 2 bets run, and the limit is 1. Which could wait?');
    await press('amara', first, 'Delivered');
    expect((await type('amara', `invest ${third}`)).text).toContain('The portfolio is full: 1 of 1 bet runs.');
    await press('amara', second, 'Delivered');
  });

  it('are limited in a stream that has a limit of its own, also when they move there', async () => {
    await limit(9);
    await one("UPDATE value_stream SET bet_limit = 1 WHERE key = 'LOG' RETURNING id");
    const [first, second, elsewhere] = [
      await running('Quiet doors', 'LOG'),
      await ready('Longer benches', 'LOG'),
      await running('Fresh paint'),
    ];
    expect((await type('amara', `invest ${second}`)).text).toContain('Logistics is full: 1 of 1 bet runs.');
    await press('mei', elsewhere, 'Details');
    expect((await send('mei', { streamId: 'LOG · Logistics' })).text).toContain('Logistics is full: 1 of 1 bet runs.');
    await town.at().close('mei');
    expect(await one('SELECT v.key FROM epic e JOIN value_stream v ON v.id = e.stream_id WHERE e.key = $1', elsewhere)).toEqual({
      key: 'PAY',
    });
    await one("UPDATE value_stream SET bet_limit = NULL WHERE key = 'LOG' RETURNING id");
    for (const key of [first, elsewhere]) await press('amara', key, 'Delivered');
  });

  it('larger than the portfolio lets through need its approval, once', async () => {
    await one('UPDATE organization SET largest_size = 8 RETURNING id');
    const key = await ready('A cathedral');
    const sized = async (size: string) => {
      await type('amara', `score ${key}`);
      await send('amara', { value: '8', time: '5', risk: '3', size });
    };
    const approve = async (size: number) => {
      const told = await type('amara', `invest ${key}`);
      expect(told.text).toContain(`has size ${size}. Above 8 the portfolio approves it first`);
      await town.at().press('amara', told, 'Approve it');
      expect((await send('amara', { reason: 'It cannot be smaller' })).text).toContain('is a running bet now.');
      const choice = `Yes, with size ${size}`;
      expect((await decisions('approval')).at(-1)).toMatchObject({ question: `May ${key} be larger than 8?`, choice });
    };
    await sized('13');
    await approve(13);
    expect((await type('amara', 'portfolio flow')).text).not.toContain(`${key} has size 13`);
    // It grew: what was approved is not this.
    await sized('20');
    expect((await type('amara', 'portfolio flow')).text).toContain(`${key} has size 20; above 8 the portfolio approves it.`);
    await type('amara', `hold ${key}`);
    await send('amara', { reason: 'It grew' });
    await approve(20);
    expect((await type('amara', 'portfolio flow')).text).not.toContain(`${key} has size 20`);
    expect(await one('SELECT count(*)::int AS n FROM bet_exception b JOIN epic e ON e.id = b.epic_id WHERE e.key = $1', key)).toEqual({
      n: 0,
    });
    await press('amara', key, 'Delivered');
    expect((await press('amara', key, 'Back to investing')).text).toContain('runs again.');
    await press('amara', key, 'Delivered');
    await one('UPDATE organization SET largest_size = NULL RETURNING id');
  });

  it('are held with a reason and a day: back to ready, what is in progress stays and is named', async () => {
    const key = await running('Copper kettle');
    const [runs, waits] = [await serve(key, 'PAY Mend the handle'), await serve(key, 'PAY Polish the lid')];
    await town.at().type('mei', 'checkout', `pull ${runs}`);
    const form = await type('amara', `hold ${key}`);
    expect(form.view).toBeDefined();
    expect((await send('amara', { reason: 'Too much at once', until: inDays(0) })).text).toContain('Pick a day after today.');
    const held = await send('amara', { reason: 'Too much at once', until: inDays(20) });
    expect(held.text).toContain('is on hold: ready, and to be looked at again on');
    expect(held.text).toContain(`1 ready item of it goes back to refining: ${waits}.`);
    expect(held.text).toContain(`1 item of it is in progress and stays: ${runs} · Mend the handle.`);
    expect(held.text).toContain('on hold until');
    expect(await state(key)).toBe('ready');
    expect((await decisions('bet')).at(-1)).toMatchObject({
      choice: expect.stringContaining('Hold, and look again on'),
      reason: 'Too much at once',
    });
    expect((await type('amara', `hold ${key}`)).text).toContain(`${key} is ready, so there is no running bet to hold.`);
    await type('amara', `invest ${key}`);
    expect(await one('SELECT hold_reason AS r FROM epic WHERE key = $1', key)).toEqual({ r: null });
    await town.at().type('mei', 'checkout', `done ${runs}`);
    await one('UPDATE item SET epic_id = NULL WHERE key = $1 RETURNING key', waits);
    expect((await type('amara', key)).text).toContain('All its items are done. Is it delivered?');
    await press('amara', key, 'Delivered');
  });

  it('are stopped with what was learned: into the anti-backlog, and back from there', async () => {
    const key = await running('Violet curtains');
    const item = await serve(key, 'PAY Sew a hem');
    await type('amara', `stop ${key}`);
    const stopped = await send('amara', { reason: 'Nobody looks', learned: 'People like daylight', reopenWhen: 'summers get hotter' });
    expect(stopped.text).toMatch(/is stopped, and I-\d+ of the anti-backlog keeps what was learned\./);
    expect(stopped.text).toContain(`1 ready item of it goes back to refining: ${item}.`);
    const idea = /I-\d+/.exec(stopped.text)?.[0] ?? '';
    const card = await type('ruth', idea);
    expect(card.text).toContain('Nobody looks. Learned: People like daylight');
    expect(card.text).toContain('Would reopen if: summers get hotter.');
    expect((await type('ruth', key)).text).toContain('Learned: People like daylight');
    expect((await decisions('bet')).at(-1)).toMatchObject({
      choice: `Stop: it is in the anti-backlog as ${idea}.`,
      reason: 'Nobody looks',
    });
    const again = await type('amara', `revive ${idea} Summers are hotter`);
    expect(again.text).toContain('is in the funnel again, as an option.');
    expect(await state(key)).toBe('funnel');
    expect(await events(key)).toEqual(['proposed', 'moved', 'moved', 'moved', 'stopped', 'revived']);
  });

  it('leave by a button that says Hold, not by a step back; who may not sees neither', async () => {
    const key = await running('Marble stairs');
    expect((await type('mei', key)).buttons).not.toEqual(expect.arrayContaining(['Stop']));
    const card = await type('amara', key);
    expect(card.buttons).toEqual(expect.arrayContaining(['Delivered', 'Hold', 'Stop']));
    expect(card.buttons).not.toContain('Back to ready');
    for (const words of [`hold ${key}`, `stop ${key}`])
      expect((await type('mei', words)).text).toContain(`Whether to invest in ${key} is for leaders to decide. Ask amara or lotte.`);
    expect((await type('amara', `stop ${await propose('Olive trees')}`)).text).toContain('so there is no running bet to stop.');
    const listed = await type('amara', 'hold');
    expect(listed.text).toContain('Hold which bet?');
    expect(listed.buttons).toContain('Hold');
    expect((await type('ruth', 'stop')).buttons).not.toContain('Stop');
    await type('lotte', `stop ${key}`);
    await press('amara', key, 'Delivered');
    expect((await send('lotte', { reason: 'Rain', learned: 'Umbrellas' })).text).toContain(
      `${key} is delivered, so there is no running bet to stop.`,
    );
    await town.at().close('lotte');
    expect(town.app().driver.refusals).toEqual([]);
  });

  it('leave a log that tells the table (C-12)', async () => {
    const { client } = town.app().database;
    const rows = await client.epic.findMany();
    expect(rows.length).toBeGreaterThan(8);
    for (const epic of rows) {
      const log = await client.event.findMany({ where: { subjectId: epic.id }, orderBy: { subjectVersion: 'asc' } });
      expect(log.map((one) => one.subjectVersion)).toEqual(log.map((_, n) => n + 1));
      const folded = log.reduce<EpicSnapshot | null>(
        (before, one) => applyEpicEvent(before, { kind: one.kind, data: one.data } as unknown as EpicEvent, one.at),
        null,
      );
      const { state, holdReason, holdUntil, learned, startedAt, finishedAt, revision } = epic;
      expect([epic.key, revision]).toEqual([epic.key, log.length]);
      expect(folded).toMatchObject({
        state,
        holdReason,
        holdUntil: holdUntil?.toISOString().slice(0, 10) ?? null,
        learned,
        startedAt,
        finishedAt,
      });
    }
  });
});
