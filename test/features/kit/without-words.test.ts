import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { describeDatabases, openTestEmbedded, type TestDatabase } from '../../support/databases.ts';
import { addReady, play, type SlackTold, setUp } from '../../support/play.ts';
import type { Play } from '../../support/scene.ts';

/** What somebody finds by typing into a field of the form on top: texts by value. */
async function find(app: TestApp, as: string, field: string, query: string): Promise<{ readonly value: string; readonly text: string }[]> {
  const { options } = await app.driver.options({ as, blockId: field, actionId: field, query });
  return (options ?? []).map(({ value, text }) => ({ value, text }));
}

describeDatabases('a command without its words', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: true });
    at = play(app);
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await at.type('ruth', 'general', 'help');
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });
  const pick = async (as: string, field: string, query: string) => {
    const [first] = await find(app, as, field, query);
    if (!first) throw new Error(`Nothing is found for ${query}.`);
    return first;
  };
  const item = (key: string) => opened.database.client.item.findFirstOrThrow({ where: { key } });

  it.each(['why', 'show'])('%s: finds anything that has a card, and shows it', async (words) => {
    expect((await at.type('ruth', 'general', words)).view).toBeDefined();
    const likely = (await find(app, 'ruth', 'thing', '')).map((one) => one.value.split('-')[0]);
    expect(new Set(likely)).toEqual(new Set(['PAY', 'LOG', 'IDN', 'E', 'I'].filter((prefix) => likely.includes(prefix))));
    expect(likely).toEqual(expect.arrayContaining(['E', 'I']));
    expect((await find(app, 'ruth', 'thing', 'i-3'))[0]?.value).toMatch(/^I-3/);
    expect((await find(app, 'ruth', 'thing', 'e'))[0]?.value).toMatch(/^E-/);
    const told = await at.send('ruth', { thing: await pick('ruth', 'thing', 'one-click') });
    expect(told.text).toContain('PAY-12 · Save a card for one-click payment');
    for (const [query, shown] of [
      ['E-7', 'E-7 · Easier checkout'],
      ['I-31', 'I-31 · Pay by invoice'],
    ] as const) {
      await at.type('ruth', 'general', words);
      expect((await at.send('ruth', { thing: await pick('ruth', 'thing', query) })).text).toContain(shown);
    }
  });

  it('block: what is in progress comes first; the reason goes with it', async () => {
    await at.type('mei', 'checkout', 'block');
    const running = await opened.database.client.item.findMany({ where: { state: 'delivery', team: { name: 'Checkout' } } });
    const first = running.find((one) => !one.blocked);
    const likely = await find(app, 'mei', 'itemId', '');
    expect(likely.slice(0, running.length).map((one) => one.value)).toEqual(expect.arrayContaining(running.map((one) => one.id)));
    const picked = likely.find((one) => one.value === first?.id);
    const told = await at.send('mei', { itemId: picked, reason: "waits for the bank's answer" });
    expect(told.text).toContain(`${first?.title} is blocked: waits for the bank's answer`);

    const asked = await at.type('mei', 'checkout', 'unblock');
    expect(asked.text).toContain('Which one can go on?');
    expect(asked.text).toContain(String(first?.key));
    const free = await app.driver.click({ as: 'mei', message: asked.message, label: 'Unblock', until: 'shown' });
    expect(free.text).toContain('can go on.');

    await at.type('mei', 'checkout', 'block');
    const over = await opened.database.client.item.findFirstOrThrow({ where: { state: 'done', stream: { key: 'PAY' } } });
    const done = await at.send('mei', { itemId: await pick('mei', 'itemId', over.key), reason: 'Rain' });
    expect(done.view?.errors).toEqual({ itemId: `${over.key} is done; there is nothing to block. /flow ${over.key} shows it.` });
    await app.driver.close({ as: 'mei' });
  });

  it('move and done: what is in progress, each with its button; in a stream’s channel the stream’s', async () => {
    const moving = await at.type('mei', 'checkout', 'move');
    expect(moving.text).toContain('Which one moves?');
    expect(new Set(moving.buttons)).toEqual(new Set(['Move …']));
    expect((await at.press('mei', moving, 'Move …')).text).toMatch(/Where does PAY-\d+ · .* go\?/);
    const done = await at.type('ines', 'payments', 'done');
    expect(done.text).toContain('Which one is done?');
    const running = await opened.database.client.item.count({ where: { state: 'delivery', stream: { key: 'PAY' } } });
    expect(done.buttons.filter((label) => label === 'Done')).toHaveLength(Math.min(10, running));
  });

  it('order: only what stands in the owner’s order is found; it goes above, below, to the top', async () => {
    expect((await at.type('ines', 'payments', 'order')).view).toBeDefined();
    for (const query of ['', 'LOG', 'LOG-', 'a'])
      expect((await find(app, 'ines', 'itemId', query)).every((one) => one.text.startsWith('PAY-'))).toBe(true);
    const [first, second, third] = await find(app, 'ines', 'itemId', '');
    const lone = await at.send('ines', { itemId: third, to: 'above' });
    expect(lone.view?.errors).toEqual({ nextTo: 'Pick the one it goes above.' });
    const both = await at.send('ines', { itemId: third, to: 'top', nextTo: first });
    expect(both.view?.errors).toEqual({ nextTo: 'Leave this empty, or choose above or below.' });
    const self = await at.send('ines', { itemId: third, to: 'below', nextTo: third });
    expect(self.view?.errors?.itemId).toContain("can't stand next to itself");
    const moved = await at.send('ines', { itemId: third, to: 'below', nextTo: first });
    expect(moved.text).toContain('is second in Payments now.');
    await at.type('ines', 'payments', 'order');
    expect((await at.send('ines', { itemId: second, to: 'bottom' })).text).toContain('in Payments now.');
    expect((await at.type('mei', 'checkout', 'order')).text).toContain('you own none');
  });

  it('park: an idea in words, or something that is here; one of them', async () => {
    await at.type('ines', 'payments', 'park');
    const why = { reasonCode: 'too_early', reason: 'Nobody asked.' };
    expect((await at.send('ines', why)).view?.errors).toEqual({ title: 'An idea in a few words, or something that is here.' });
    const over = await opened.database.client.item.findFirstOrThrow({ where: { state: 'done', stream: { key: 'PAY' } } });
    expect((await find(app, 'ines', 'thing', over.key)).map((one) => one.value)).not.toContain(over.key);
    const [thing] = (await find(app, 'ines', 'thing', 'PAY-')).slice(-1);
    expect((await at.send('ines', { ...why, title: 'Tandem bicycles', thing })).view?.errors).toEqual({
      title: `Either an idea or ${thing?.value}: leave one of them empty.`,
    });
    const parked = await at.send('ines', { title: '', thing });
    expect(parked.text).toContain(`${thing?.text} is parked, as `);
    expect((await item(String(thing?.value))).state).toBe('parked');

    await at.type('ines', 'payments', 'park');
    const running = await opened.database.client.item.findFirstOrThrow({ where: { state: 'delivery', stream: { key: 'PAY' } } });
    const refused = await at.send('ines', { ...why, thing: await pick('ines', 'thing', running.key) });
    expect(refused.view?.errors).toEqual({ thing: `${running.key} is in progress. /flow park ${running.key} says what parking stops.` });
    const idea = await at.send('ines', { thing: null, title: 'Xylophone lessons for couriers' });
    expect(idea.text).toContain('Xylophone lessons for couriers');

    await at.type('ines', 'payments', 'revive');
    const found = await find(app, 'ines', 'thing', 'xylophone');
    expect(found).toHaveLength(1);
    expect((await at.send('ines', { thing: found[0], reason: 'A courier asked.' })).text).toContain('is open again. Where shall it go?');
    await at.type('ines', 'payments', 'revive');
    expect(await find(app, 'ines', 'thing', 'xylophone')).toEqual([]);
    await app.driver.close({ as: 'ines' });
  });
});

describe('an organization with many streams', () => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await openTestEmbedded();
    app = await startTestApp(opened, { demo: false });
    const keys = ['PAY', 'LOG', 'IDN', 'CRM', 'WEB', 'APP', 'BI'];
    at = await setUp(app, {
      streams: keys.map((key) => ({ key, name: `Stream ${key}`, owner: 'ines' })),
      teams: [{ name: 'Checkout', limit: 5, streams: ['PAY', 'LOG'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });

  it('finds another stream by typing, and shows its backlog', async () => {
    const told = await at.type('tomas', 'general', 'backlog');
    await at.press('tomas', told, 'Another stream …');
    const found = await find(app, 'tomas', 'streamId', 'crm');
    expect(found.map((one) => one.text)).toEqual(['CRM · Stream CRM']);
    expect((await at.send('tomas', { streamId: found[0] })).text).toContain('Stream CRM: backlog');
  });

  it('refuses an item of another stream as a neighbour', async () => {
    await at.type('ines', 'general', 'add PAY One');
    await at.type('ines', 'general', 'add LOG Two');
    await at.type('ines', 'general', 'order');
    const [one] = await find(app, 'ines', 'itemId', 'PAY-1');
    const [two] = await find(app, 'ines', 'nextTo', 'LOG-1');
    const refused = await at.send('ines', { itemId: one, to: 'above', nextTo: two });
    expect(refused.view?.errors).toEqual({ nextTo: 'An order is within one stream. Pick an item of Stream PAY.' });
    await app.driver.close({ as: 'ines' });
  });

  it('says that nothing is blocked or in progress, and what to do instead', async () => {
    for (const [words, said] of [
      ['unblock', 'Nothing is blocked.'],
      ['move', 'Nothing is in progress, so there is nothing to move.'],
      ['done', 'Nothing is in progress, so there is nothing to finish.'],
    ] as const) {
      const told = await at.type('mei', 'checkout', words);
      expect(told.text).toContain(said);
      expect(told.buttons).toEqual(['Next']);
    }
  });

  it('finds what is blocked while it waits in the backlog', async () => {
    const key = await addReady(at, 'mei', 'checkout', 'PAY Parcels by bike');
    await at.type('mei', 'checkout', `block ${key} Rain`);
    expect((await at.type('mei', 'checkout', 'unblock')).text).toContain(' · Parcels by bike: blocked 1 day, rain');
  });
});
