import { DateTime } from 'luxon';
import { v7 as newId } from 'uuid';
import { expect, it } from 'vitest';
import type { Result } from '../../../../src/playground/standin/driver/result.ts';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { justify } from '../../../support/justify.ts';

/** A day from today on, in the demo's zone. */
const inDays = (days: number) => DateTime.now().setZone('Europe/Berlin').plus({ days }).toFormat('yyyy-MM-dd');

describeDatabases('epics and outcomes in the demo organization', (open) => {
  const app = appForSuite(open, { demo: true });

  const type = (as: string, text: string, channel = 'payments') => app.driver.command({ as, channel, text, until: 'shown' });
  const send = (as: string, values: Readonly<Record<string, unknown>>) => app.driver.submit({ as, values, until: 'shown' });
  const press = (as: string, on: Result, label: string) => app.driver.click({ as, message: on.message, label, until: 'shown' });
  const labels = (on: Result) => (on.message ? app.driver.buttons(on.message).map((one) => one.label) : []);
  const epicOf = (where: { readonly key: string } | { readonly title: string }) => app.database.client.epic.findFirst({ where });
  const events = (subjectId: string) =>
    app.database.client.event.findMany({ where: { subjectType: 'epic', subjectId }, orderBy: { subjectVersion: 'asc' } });
  /** Sends what Slack sent last once more, changed. */
  const forge = async (what: string, change: (payload: never) => unknown) => {
    const sent = app.driver.traffic.filter((one) => one.direction === 'to-bot' && one.what === what).at(-1);
    const payload = change(structuredClone(sent?.body) as never);
    return app.driver.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
  };
  /** Proposes by form; the title is unlike everything else in the demo. */
  async function propose(as: string, title: string, values: Readonly<Record<string, unknown>>) {
    await type(as, `/flow propose ${title}`);
    return send(as, values);
  }

  it('keeps the values of a refused proposal, and stores nothing of it', async () => {
    const form = await type('mei', '/flow propose Wind chimes');
    expect(app.driver.inputs(form.view as never).map((one) => [one.label, one.optional])).toEqual([
      ['Title', false],
      ['Anticipated outcome', true],
      ['Not known yet', true],
      ['Ask me again on', true],
      ['Mostly for', true],
      ['How will we know?', true],
    ]);
    const measure = 'Chimes per house, 0 → 1';
    const refused = await send('mei', { 'How will we know?': measure, 'Mostly for': 'Customer' });
    expect(refused.text).toContain('Add a sentence, or tick "Not known yet".');
    const late = await send('mei', { 'Not known yet': ['Yes'], 'Ask me again on': inDays(0) });
    expect(late.text).toContain('Pick a day after today.');
    expect((await send('mei', { 'Not known yet': ['Yes'], 'Ask me again on': '2099-01-01' })).text).toContain('within 10 years');
    expect(await epicOf({ title: 'Wind chimes' })).toBeNull();
    const done = await send('mei', { 'Not known yet': ['Yes'], 'Ask me again on': inDays(20) });
    expect(done.text).toContain('Wind chimes is in the funnel, and yours to look after.');
    expect(done.text).toContain("Not known yet. I'll ask on");
    const epic = await epicOf({ title: 'Wind chimes' });
    expect(epic).toMatchObject({ key: 'E-16', state: 'funnel', outcome: null, affects: 'customer', measure });
    expect(epic?.askAgainOn?.toISOString().slice(0, 10)).toBe(inDays(20));
    expect(await events(epic?.id ?? '')).toMatchObject([
      { kind: 'proposed', actorId: epic?.ownerId, data: { key: 'E-16', title: 'Wind chimes' } },
    ]);
  });

  it('makes one epic of one form, however often and at once it is sent', async () => {
    await propose('oskar', 'Hammocks', { 'Anticipated outcome': 'People lie down.' });
    const again = await Promise.all([1, 2, 3].map(() => forge('view_submission', (payload) => payload)));
    expect(again.map((one) => one.status)).toEqual([200, 200, 200]);
    expect(await app.database.client.epic.count({ where: { title: 'Hammocks' } })).toBe(1);
    expect((await propose('oskar', 'Hammocks', { 'Anticipated outcome': 'Again.' })).text).toMatch(
      /You proposed E-\d+ with this title a moment ago/,
    );
  });

  it('keeps hostile words as words', async () => {
    const words = '<!channel> *x* <https://evil.test|slack> {{a}}';
    const made = await propose('ruth', words, { 'Anticipated outcome': words, 'How will we know?': words });
    expect(made.text).toContain('<!channel>');
    expect(await epicOf({ title: words })).toMatchObject({ outcome: words, measure: words });
    expect((await type('ruth', '/flow portfolio')).message).toBeDefined();
    expect(app.driver.refusals).toEqual([]);
  });

  it('draws the longest words that are allowed within the limits, and loses none of them', async () => {
    const long = (letter: string, length: number) => letter + 'ä🚀'.repeat(length / 2);
    await propose('greta', long('T', 180), { 'Anticipated outcome': long('O', 480), 'How will we know?': long('M', 480) });
    const epic = await epicOf({ title: long('T', 180) });
    await press('greta', await type('greta', `/flow ${epic?.key}`), 'Details');
    const texts = { 'For whom': long('W', 480), Problem: long('P', 480), Hypothesis: long('H', 480), Evidence: long('E', 1_900) };
    const card = await send('greta', texts);
    for (const text of Object.values(texts)) expect(card.text).toContain(text);
    for (const words of ['portfolio', 'outcome', `why ${epic?.key}`, `${epic?.key}`]) await type('greta', `/flow ${words}`);
    const over = await propose('greta', 'Too much', { 'Anticipated outcome': 'x'.repeat(501) });
    expect(over.text).toContain('Anticipated outcome may have up to 500 characters.');
    await app.driver.close({ as: 'greta' });
    expect(app.driver.refusals).toEqual([]);
  });

  it('asks first when something like it is there', async () => {
    const alike = await propose('ruth', 'Loyalty points for all', { 'Anticipated outcome': 'More come back.' });
    expect(alike.text).toContain('E-9');
    expect(await epicOf({ title: 'Loyalty points for all' })).toBeNull();
    expect((await press('ruth', alike, 'Similar, but different')).text).toContain('is in the funnel');
    expect(await epicOf({ title: 'Loyalty points for all' })).toMatchObject({ outcome: 'More come back.', askAgainOn: null });
  });

  it('lets its owner and leaders say what it hopes for, and keeps each version', async () => {
    expect((await type('mei', '/flow outcome E-10')).text).toBe('Only its owner and leaders change E-10. Ask Ines Brandt, who owns it.');
    expect((await type('tomas', '/flow outcome E-10')).text).toContain('Only its owner and leaders change E-10.');
    const before = await epicOf({ key: 'E-10' });
    await type('ines', '/flow outcome E-10');
    expect((await send('ines', { 'Anticipated outcome': 'Sellers trust us.' })).text).toContain('Anticipated outcome: Sellers trust us.');
    await type('amara', '/flow outcome E-10');
    await send('amara', { 'Anticipated outcome': '', 'Not known yet': ['Yes'], 'Ask me again on': inDays(3) });
    expect((await events(before?.id ?? '')).slice(-2)).toMatchObject([
      { kind: 'outcome stated', data: { outcome: 'Sellers trust us.', askAgainOn: null } },
      { kind: 'outcome stated', data: { outcome: null, askAgainOn: inDays(3) } },
    ]);
  });

  it('does not let a form overwrite what its writer has not seen', async () => {
    await type('priya', '/flow outcome E-4');
    await type('amara', '/flow outcome E-4');
    await send('amara', { 'Anticipated outcome': 'Takeovers are rare.' });
    const refused = await send('priya', { 'Anticipated outcome': 'No takeovers at all.' });
    expect(refused.text).toContain('while this form was open: its outcome says “Takeovers are rare.”.');
    expect(app.driver.view('priya')).toBeDefined();
    await app.driver.close({ as: 'priya' });
    expect(await epicOf({ key: 'E-4' })).toMatchObject({ outcome: 'Takeovers are rare.' });
  });

  it('does not let a form overwrite a measure either, whose outcome reads as before', async () => {
    await type('priya', '/flow outcome E-4');
    await type('amara', '/flow outcome E-4');
    await send('amara', { 'How will we know?': 'Takeovers a month, 9 → 1' });
    const refused = await send('priya', { 'How will we know?': 'Nobody knows' });
    expect(refused.text).toContain('while this form was open');
    await app.driver.close({ as: 'priya' });
    expect(await epicOf({ key: 'E-4' })).toMatchObject({ measure: 'Takeovers a month, 9 → 1' });
  });

  it('is moved up to ready by its owner, further by leaders alone; a button drawn before answers with how it is now', async () => {
    const mine = await type('fatima', '/flow E-14');
    expect(labels(mine)).toContain('Explore');
    expect(labels(await type('mei', '/flow E-14'))).toEqual(['Why']);
    const [once, twice] = await Promise.all([press('fatima', mine, 'Explore'), press('fatima', mine, 'Explore')]);
    expect([once.text, twice.text].join()).toContain('is being explored.');
    const refused = await press('fatima', once, 'Ready');
    expect(refused.text).toContain("E-14 · Presents people love to give can't move to ready yet. Three things are missing:");
    expect(await epicOf({ key: 'E-14' })).toMatchObject({ state: 'exploring' });
    await justify(app.database, 'E-14');
    // The demo's portfolio bets by score.
    await app.database.client.epic.updateMany({ where: { key: 'E-14' }, data: { score: { value: 5, time: 3, risk: 2, size: 1 } } });
    const ready = await press('fatima', await type('fatima', '/flow E-14'), 'Ready');
    expect(ready.text).toContain('is ready: understood');
    expect(labels(ready)).not.toContain('Invest');
    // What the card does not offer is refused all the same.
    const epic = await epicOf({ key: 'E-14' });
    await forge('block_actions', (payload: { actions: { action_id: string; value: string }[] }) => {
      const [action] = payload.actions;
      return {
        ...payload,
        actions: [
          {
            ...action,
            action_id: 'portfolio.move',
            value: JSON.stringify({ d: { epicId: epic?.id, version: epic?.version, to: 'investing' }, n: newId() }),
          },
        ],
      };
    });
    expect(await epicOf({ key: 'E-14' })).toMatchObject({ state: 'ready' });
    const full = await press('amara', await type('amara', '/flow E-14'), 'Invest');
    expect(full.text).toContain('The portfolio is full: 5 of 5 bets run. To invest in E-14');
    await app.database.client.organization.updateMany({ data: { betLimit: 6 } });
    const [leader, stale] = [await type('amara', '/flow E-14'), await type('amara', '/flow E-14')];
    expect((await press('amara', leader, 'Invest')).text).toContain('is a running bet now.');
    expect((await press('amara', stale, 'Back to exploring')).text).toContain('E-14 changed since that message was written.');
    expect(await epicOf({ key: 'E-14' })).toMatchObject({ state: 'investing', startedAt: expect.any(Date) });
    expect((await events(epic?.id ?? '')).map((one) => one.kind)).toEqual(['proposed', 'moved', 'moved', 'moved']);
    expect((await type('mei', '/flow portfolio')).text).toContain('Bets: 6 of 6 running.');
  });

  it('takes details later, from its owner; unknown streams and people are refused at their field', async () => {
    const card = await type('ines', '/flow E-10');
    await press('ines', card, 'Details');
    const saved = await send('ines', { Hypothesis: 'We believe …', Evidence: 'Two calls', Stream: 'LOG · Logistics' });
    expect(saved.text).toContain('Evidence: Two calls');
    expect(saved.text).toContain('Stream: Logistics');
    const { id = '' } = (await epicOf({ key: 'E-10' })) ?? {};
    expect((await events(id)).at(-1)).toMatchObject({ kind: 'edited', data: { hypothesis: 'We believe …', evidence: 'Two calls' } });
    await press('ines', saved, 'Details');
    await press('amara', await type('amara', '/flow E-10'), 'Details');
    await send('amara', { Evidence: 'Three calls' });
    expect((await send('ines', { Evidence: 'Four calls' })).text).toMatch(/Somebody changed E-\d+ while this form was open\./);
    expect(await epicOf({ key: 'E-10' })).toMatchObject({ evidence: 'Three calls' });
  });

  it('counts what states no outcome, and helps the one who may write it', async () => {
    const shown = await type('jonas', '/flow portfolio');
    expect(shown.text).toMatch(/\d+ of \d+ have no anticipated outcome\./);
    expect((await press('jonas', shown, 'Help write one')).text).toContain('E-12 · Delivery on the day you choose');
    await app.driver.close({ as: 'jonas' });
    const list = await press('hanna', await type('hanna', '/flow portfolio'), 'Help write one');
    expect(list.text).toContain('Without an anticipated outcome, yours first:');
    expect(new Set(labels(list))).toEqual(new Set(['Open', 'Outcomes and reviews']));
    expect(labels(await type('jonas', '/flow outcome')).filter((one) => one === 'Write it')).toHaveLength(1);
  });

  it('opens the rest of a long state', async () => {
    const { organizationId = '', ownerId = null } = (await epicOf({ key: 'E-1' })) ?? {};
    const at = new Date('2026-01-05T09:00:00Z');
    await app.database.client.epic.createMany({
      data: Array.from({ length: 12 }, (_, index) => ({
        organizationId,
        id: newId(),
        key: `E-${500 + index}`,
        title: `Old ${index}`,
        outcome: 'So be it',
        ownerId,
        state: 'exploring',
        createdAt: at,
      })),
    });
    const shown = await type('mei', '/flow portfolio');
    const more = labels(shown).find((one) => /^And (9|1\d) more$/.test(one)) ?? '';
    const rest = await press('mei', shown, more);
    expect(rest.text).toContain('Portfolio: exploring');
    expect(rest.text).toContain('6 to');
    await app.database.client.epic.deleteMany({ where: { title: { startsWith: 'Old ' } } });
  });

  it('answers alike for what never was and for what belongs to another organization', async () => {
    const [organizationId, id, at] = [newId(), newId(), new Date('2026-11-02T09:00:00Z')];
    const { client } = app.database;
    await client.organization.create({ data: { id: organizationId, name: 'Other', zone: 'UTC', createdAt: at } });
    await client.epic.create({ data: { organizationId, id, key: 'E-777', title: 'Moon base', outcome: 'Secret', createdAt: at } });
    for (const words of ['E-777', 'outcome E-777', 'why E-777', 'show e777'])
      expect((await type('amara', `/flow ${words}`)).text).toBe("I don't know E-777. Type /flow portfolio to see what there is.");
    expect((await type('amara', '/flow E-99999')).text).toBe("I don't know E-99999. Type /flow portfolio to see what there is.");
    await press('amara', await type('amara', '/flow E-13'), 'Explore');
    for (const epicId of [id, newId()]) {
      await forge('block_actions', (payload: { actions: object[] }) => ({
        ...payload,
        actions: [{ ...payload.actions[0], value: JSON.stringify({ d: { epicId, version: 1, to: 'exploring' }, n: newId() }) }],
      }));
    }
    expect(await client.epic.findFirst({ where: { id } })).toMatchObject({ state: 'funnel', version: 1 });
    await type('ines', '/flow ready PAY-44');
    await press('ines', await type('ines', '/flow ready PAY-44'), 'Fill in');
    for (const epicId of [id, newId(), 'nonsense']) {
      const refused = await send('ines', { Epic: { text: 'Moon base', value: epicId } });
      expect(refused.text).toContain("I don't know that epic. Pick another, or none.");
    }
    await app.driver.close({ as: 'ines' });
  });

  it('links an item to an epic and away again, in its log; what serves no open epic is refused', async () => {
    const item = () => app.database.client.item.findFirst({ where: { key: 'LOG-35' }, include: { epic: true } });
    const epic = await epicOf({ key: 'E-1' });
    const delivered = await epicOf({ key: 'E-2' });
    const card = await type('jonas', '/flow LOG-35', 'logistics');
    await press('jonas', card, 'Edit');
    expect((await send('jonas', { Epic: { text: 'E-2', value: delivered?.id } })).text).toContain(
      'E-2 is delivered, so it takes no more items.',
    );
    await send('jonas', { Epic: { text: 'E-1', value: epic?.id } });
    expect((await item())?.epic?.key).toBe('E-1');
    expect((await type('jonas', '/flow LOG-35', 'logistics')).text).toContain('Epic: E-1 · Returns without a phone call');
    expect((await type('jonas', '/flow why LOG-35', 'logistics')).text).toContain('Anticipated outcome: Shoppers send something back');
    await press('jonas', await type('jonas', '/flow LOG-35', 'logistics'), 'Edit');
    await send('jonas', { Epic: null });
    const after = await item();
    expect(after?.epic).toBeNull();
    const log = await app.database.client.event.findMany({ where: { subjectId: after?.id ?? '' }, orderBy: { subjectVersion: 'asc' } });
    expect(log.slice(-2)).toMatchObject([
      { kind: 'linked', data: { epicId: epic?.id } },
      { kind: 'linked', data: { epicId: null } },
    ]);
    expect((await type('jonas', '/flow why LOG-35', 'logistics')).text).toContain('Epic: none; it stands on its own');
  });

  it('tells the outcome with what is next, and names the epic where the pull is announced', async () => {
    const next = await type('mei', '/flow next', 'checkout');
    expect(next.text).toContain('Outcome: fewer give up at the card form, 38 % → 30 % (E-7)');
    expect((await press('mei', next, 'Why')).text).toContain('Epic: E-7 · Easier checkout (investing)');
    await press('mei', await type('mei', '/flow next', 'checkout'), 'Pull it');
    await app.idle();
    const told = app.driver.messages('checkout', 'oskar').map((one) => app.driver.text(one));
    expect(told.filter((one) => /Checkout pulled PAY-12 · .* \(E-7\)\. 3 of 4 in progress\./.test(one))).toHaveLength(1);
  });

  it('says why, and says what is unknown', async () => {
    expect((await type('ruth', '/flow why E-6')).text).toMatch(/Anticipated outcome: Not known yet\. I'll ask on \d+ \w+/);
    expect((await type('ruth', '/flow why I-31')).text).toContain('Because: Credit checks cost more than the sales bring in.');
    const idea = await type('ruth', '/flow why PAY-26');
    expect(idea.text).toContain('Purpose: not said yet');
    expect(labels(idea)).toContain('Add a purpose');
    expect((await type('ruth', '/flow outcome PAY-5')).text).toContain(
      "PAY-5 is an item; the outcome is its epic's, E-7 · Easier checkout.",
    );
  });
});
