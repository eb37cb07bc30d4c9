import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../support/databases.ts';
import { found, row } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import { describeStages, type Stage } from '../support/stages.ts';

// Each test goes on where the one before it ended: an idea on its way through the portfolio, and one that is put aside.
describeStages('an idea', (open) => {
  let stage: Stage;
  let opened: TestDatabase;
  let at: Play;
  beforeAll(async () => {
    stage = await open();
    ({ opened, at } = stage);
    await found(at, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 2, streams: ['PAY'], people: ['mei'], channel: 'checkout' }],
    });
  });
  afterAll(() => stage.stop());

  it('is proposed after a mistake is mended, with what was typed kept', async () => {
    await at.type('ines', 'checkout', 'propose Easier checkout');
    const refused = await at.send('ines', { 'How will we know?': 'Gives up at the form, 38 % → 30 %' });
    expect(Object.values(refused.view?.errors ?? {}).join()).toContain('Add a sentence, or tick "Not known yet".');
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM epic')).toEqual({ n: 0 });
    const done = await at.send('ines', { 'Anticipated outcome': 'Fewer give up at the card form.' });
    expect(done.text).toContain('Easier checkout is in the funnel, and yours to look after.');
    expect(await row(opened.database, 'SELECT title, outcome, measure FROM epic')).toEqual({
      title: 'Easier checkout',
      outcome: 'Fewer give up at the card form.',
      measure: 'Gives up at the form, 38 % → 30 %',
    });
    expect((await at.type('mei', 'checkout', 'portfolio')).text).toContain('Easier checkout');
  });

  it('is parked from a message, with its link', async () => {
    await at.hand('mei', 'checkout', 'Pay by invoice', 'park_idea');
    const parked = await at.send('mei', { Reason: 'Too early', 'Why not now?': 'Credit checks cost more than the sales bring in.' });
    expect(parked.text).toContain('“Credit checks cost more than the sales bring in.”');
    const idea = await row(opened.database, 'SELECT title, source_link FROM parked_idea');
    expect(idea).toMatchObject({ title: 'Pay by invoice' });
    expect(idea?.source_link).toMatch(/^https:\/\//);
  });

  it('that is like a parked one is asked about, and added once when it is different', async () => {
    const alike = await at.type('mei', 'checkout', 'add Pay by invoice, for schools');
    expect(alike.text).toContain('We looked at something like this.');
    expect(alike.text).toContain('Pay by invoice was parked on');
    const count = () => row(opened.database, 'SELECT count(*)::int AS n FROM item');
    expect(await count()).toEqual({ n: 0 });
    await Promise.all([at.press('mei', alike, 'Similar, but different'), at.press('mei', alike, 'Similar, but different')]);
    expect(await count()).toEqual({ n: 1 });
    expect((await at.type('mei', 'checkout', 'undo')).text).toContain('Taken back');
  });

  it('never sent anything that the platform refuses', () => {
    expect(at.refusals()).toEqual([]);
  });
});
