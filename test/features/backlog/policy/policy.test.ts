import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { justify } from '../../../support/justify.ts';
import { addReady, fingerprint, row, type SlackTold, setUp, userId } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('the policies of a stream', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await app.driver.command({ as: 'tomas', channel: 'general', text: '/flow help' });
    at = await setUp(app, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'ines' },
        { key: 'LOG', name: 'Logistics' },
      ],
      teams: [{ name: 'Checkout', limit: 5, streams: ['PAY', 'LOG'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    await at.type('tomas', 'general', 'setup roles');
    await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'amara')] });
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
  const policy = (as = 'ines') => at.type(as, 'checkout', 'policy PAY');
  const state = async (key: string) => (await one('SELECT state FROM item WHERE key = $1', key))?.state;
  const governed = () =>
    one(`SELECT (SELECT count(*)::int FROM event WHERE subject_type = 'stream' AND kind = 'policy') AS events,
      (SELECT count(*)::int FROM decision WHERE act = 'policy') AS decisions, (SELECT policy_version FROM value_stream WHERE key = 'PAY') AS version`);
  const invest = async (title: string) => {
    await at.type('amara', 'checkout', `propose ${title}`);
    await at.send('amara', { outcome: 'Somebody smiles' });
    const key = String((await one('SELECT key FROM epic WHERE title = $1', title))?.key);
    await justify(opened.database, key);
    return key;
  };
  const moveEpic = async (key: string, ...labels: string[]) => {
    let card = await at.type('amara', 'checkout', key);
    for (const label of labels) card = await at.press('amara', card, label);
    return card;
  };

  it('are shown to everybody, from anywhere; only the owner gets the buttons (C8, C25)', async () => {
    const shown = await at.type('ruth', 'general', 'policy pay');
    expect(shown.text).toContain('Payments: policy');
    expect(shown.text).toContain('purpose, criteria, small enough');
    expect(shown.text).toContain('6–12 weeks of ready work');
    expect(shown.text).toContain('shown, nobody is stopped. Checkout plans 4 of 5');
    expect(shown.buttons).toEqual(['Health', 'Tags']);
    expect((await policy()).buttons).toEqual(['Readiness', 'Limits and shares', 'Health', 'Tags']);
    expect((await at.type('ines', 'checkout', 'policy PYA')).text).toBe("I don't know a stream “PYA”. There are LOG, PAY.");
  });

  it('change with one event and one decision, in one act, and say so', async () => {
    await at.press('ines', await policy(), 'Readiness');
    const saved = await at.send('ines', { checks: ['placed', 'purpose', 'criteria', 'testable'], reason: 'We kept guessing' });
    expect(saved.text).toContain('ready needs: purpose, criteria, small enough → purpose, criteria, testable, a tag.');
    expect(saved.text).toContain('“We kept guessing”');
    expect(await governed()).toEqual({ events: 1, decisions: 1, version: 2 });
    expect(await one("SELECT act, choice, reason, subject_type AS of FROM decision WHERE act = 'policy'")).toEqual({
      act: 'policy',
      choice: 'Ready needs: purpose, criteria, small enough → purpose, criteria, testable, a tag',
      reason: 'We kept guessing',
      of: 'stream',
    });
    await at.press('ines', await policy(), 'Readiness');
    expect((await at.send('ines', { reason: 'No change' })).text).toContain('Nothing was changed.');
    expect(await governed()).toEqual({ events: 1, decisions: 1, version: 2 });
  });

  it('refuse whoever does not own the stream, at the form as at the button, and name who does', async () => {
    await at.press('ines', await policy(), 'Limits and shares');
    await at.type('tomas', 'general', 'setup');
    // Ownership goes to somebody else while the form is open.
    await opened.database.client.$executeRawUnsafe(
      "UPDATE value_stream SET owner_id = (SELECT member_id FROM account WHERE external_user = $1) WHERE key = 'PAY'",
      userId(app, 'oskar'),
    );
    const before = await fingerprint(opened.database);
    const refused = await at.send('ines', { sprintDays: '10', reason: 'Shorter' });
    expect(refused.text).toContain('The policies of Payments are for its owner to decide. ');
    expect(await fingerprint(opened.database)).toEqual(before);
    await app.driver.close({ as: 'ines' });
    await opened.database.client.$executeRawUnsafe("UPDATE value_stream SET owner_id = NULL WHERE key = 'PAY'");
    // The owner left: nobody decides until an admin names one.
    expect((await at.type('mei', 'checkout', 'policy PAY')).text).toContain('It has no owner yet: an admin names one with /flow setup.');
    await opened.database.client.$executeRawUnsafe(
      "UPDATE value_stream SET owner_id = (SELECT member_id FROM account WHERE external_user = $1) WHERE key = 'PAY'",
      userId(app, 'ines'),
    );
  });

  it('take no limit of 0, below it, or beyond reason, and keep what was typed', async () => {
    await at.press('ines', await policy(), 'Limits and shares');
    for (const wrong of ['0', '-1', '61', '1e9', '999999999999', '3.5', 'NaN']) {
      const refused = await at.send('ines', { sprintDays: wrong, freeTop: '3', reason: 'Try' });
      expect(refused.text, wrong).toContain('Days in a sprint takes a whole number from 1 to 60, in digits.');
    }
    for (const [field, wrong] of [
      ['freeTop', '0'],
      ['freeTop', '4'],
      ['expediteLimit', '-1'],
      ['expediteLimit', '21'],
      ['technicalShare', '101'],
    ] as const) {
      const refused = await at.send('ines', {
        sprintDays: '10',
        freeTop: '2',
        expediteLimit: '1',
        technicalShare: '',
        reason: 'Try',
        [field]: wrong,
      });
      expect(refused.text, `${field} ${wrong}`).toContain('takes a whole number');
    }
    expect((await governed())?.version).toBe(2);
    const saved = await at.send('ines', {
      sprintDays: '10',
      freeTop: '3',
      expediteLimit: '0',
      technicalShare: '',
      slack: 'kept',
      reason: 'Two weeks were long',
    });
    expect(saved.text).toContain('sprint: 14 days → 10 days; pulled in any order: top 1 → top 3; expedited at once: 1 → 0');
    expect(await one("SELECT slack, slack_enforced AS kept, technical_share AS share FROM value_stream WHERE key = 'PAY'")).toEqual({
      slack: true,
      kept: true,
      share: null,
    });
  });

  it('tell whoever was overtaken what changed, and keep what they filled in', async () => {
    await at.press('ines', await policy(), 'Limits and shares');
    await opened.database.client.$executeRawUnsafe(
      "UPDATE value_stream SET sprint_days = 7, policy_version = policy_version + 1 WHERE key = 'PAY'",
    );
    const late = await at.send('ines', { sprintDays: '21', reason: 'Three weeks' });
    expect(late.text).toMatch(/changed the policy while this form was open: sprint: 10 days → 7 days\. Close this and open it again/);
    expect(app.driver.view('ines')?.title).toBe('Limits and shares');
    expect(await one("SELECT sprint_days AS days FROM value_stream WHERE key = 'PAY'")).toEqual({ days: 7 });
    await app.driver.close({ as: 'ines' });
  });

  it('decide what ready means: ticks, a tag, and nothing else lets an item through (C5, C6)', async () => {
    await at.press('ines', await at.type('ines', 'checkout', 'tags PAY'), 'Add a tag');
    await at.send('ines', { name: 'Till', kind: 'journey' });
    const added = await at.type('mei', 'checkout', 'add PAY Save a card');
    expect(added.text).toContain("Four checks and it's ready.");
    await at.press('mei', added, 'Check');
    const saved = await at.send('mei', { purpose: 'For returning shoppers', criteria: 'It can be seen' });
    expect(saved.text).toContain('It needs a way to see that it works and a place in the value flow (a tag).');
    expect(saved.buttons).toEqual(['Fill in', 'Tag it']);
    expect((await at.type('mei', 'checkout', 'ready PAY-1')).text).toContain("isn't ready yet");
    const list = await at.type('mei', 'checkout', 'ready');
    expect(list.text).toContain('Save a card (needs a way to see that it works and a place in the value flow (a tag))');
    expect((await at.type('mei', 'checkout', 'tag PAY-1 till')).text).toContain('is now under Till');
    await at.press('mei', await at.type('mei', 'checkout', 'PAY-1'), 'Edit');
    expect((await at.send('mei', { confirmed: ['testable'] })).text).toContain('is ready, first in Payments');
    expect((await at.type('mei', 'checkout', 'PAY-1')).text).toContain('Till');
    // What no longer passes goes back, with an event of its own.
    await at.type('mei', 'checkout', 'tag PAY-1');
    expect((await at.send('mei', { tags: [] })).text).toContain('goes back to refining, because a check no longer passes');
    expect(await state('PAY-1')).toBe('refining');
    expect((await at.type('ruth', 'general', 'tag PAY-1 till')).text).toContain('This is for the owner of Payments');
  });

  it('let an item of an epic be ready only while the epic is investing (C5, C6)', async () => {
    await at.press('ines', await policy(), 'Readiness');
    await at.send('ines', { checks: ['purpose', 'criteria', 'small'], reason: 'Simpler' });
    const epic = await invest('Easier checkout');
    const key = await addReady(at, 'mei', 'checkout', 'PAY One-click payment');
    const link = async () => {
      await opened.database.client.$executeRawUnsafe(
        'UPDATE item SET epic_id = (SELECT id FROM epic WHERE key = $1) WHERE key = $2',
        epic,
        key,
      );
    };
    await opened.database.client.$executeRawUnsafe("UPDATE item SET state = 'refining' WHERE key = $1", key);
    await link();
    const early = await at.type('mei', 'checkout', `ready ${key}`);
    expect(early.text).toContain(`It needs ${epic} to be invested in, now in the funnel.`);
    expect(early.buttons).toContain(`Open ${epic}`);
    const card = await moveEpic(epic, ...(await steps(epic, 'investing')));
    expect(card.text).toContain('is a running bet now.');
    expect((await at.type('mei', 'checkout', `ready ${key}`)).text).toContain('is ready');
    const other = await addReady(at, 'mei', 'checkout', 'LOG Parcels at the till');
    await opened.database.client.$executeRawUnsafe(
      'UPDATE item SET epic_id = (SELECT id FROM epic WHERE key = $1) WHERE key = $2',
      epic,
      other,
    );
    // Parked: ready items in both streams go back, one event each, in the same act.
    const before = await one("SELECT count(*)::int AS n FROM event WHERE kind = 'unreadied'");
    await at.type('amara', 'checkout', `park ${epic}`);
    const parked = await at.send('amara', { reasonCode: 'too_early', reason: 'Not this year' });
    expect(parked.text).toContain(`2 ready items of it go back to refining: ${[key, other].sort().join(', ')}.`);
    expect([await state(key), await state(other)]).toEqual(['refining', 'refining']);
    expect(await one("SELECT count(*)::int AS n FROM event WHERE kind = 'unreadied'")).toEqual({ n: Number(before?.n) + 2 });
    expect((await at.type('mei', 'checkout', `ready ${key}`)).text).toContain(', now parked');
  });

  it('send ready items back when a running bet is held', async () => {
    const epic = await invest('Calmer returns');
    const key = await addReady(at, 'mei', 'checkout', 'PAY Return by post');
    await moveEpic(epic, ...(await steps(epic, 'investing')));
    await opened.database.client.$executeRawUnsafe(
      'UPDATE item SET epic_id = (SELECT id FROM epic WHERE key = $1) WHERE key = $2',
      epic,
      key,
    );
    const card = await at.type('amara', 'checkout', epic);
    await at.press('amara', card, 'Hold');
    expect((await at.send('amara', { reason: 'Too much at once' })).text).toContain(`1 ready item of it goes back to refining: ${key}.`);
    expect(await state(key)).toBe('refining');
  });

  it('give back an item to be refined once its epic is invested in no more, and undo no pull into that', async () => {
    const epic = await invest('Faster parcels');
    const key = await addReady(at, 'mei', 'checkout', 'PAY Parcel lockers');
    await moveEpic(epic, ...(await steps(epic, 'investing')));
    await opened.database.client.$executeRawUnsafe(
      'UPDATE item SET epic_id = (SELECT id FROM epic WHERE key = $1) WHERE key = $2',
      epic,
      key,
    );
    await at.type('mei', 'checkout', `pull ${key}`);
    expect(await state(key)).toBe('delivery');
    const card = await at.type('amara', 'checkout', epic);
    await at.press('amara', card, 'Hold');
    await at.send('amara', { reason: 'Too much at once' });
    const undone = await at.type('mei', 'checkout', 'undo');
    expect(undone.text).toContain(`${key} would be ready again, but its epic ${epic} is not invested in any more.`);
    expect(await state(key)).toBe('delivery');
    const given = await at.type('mei', 'checkout', `move ${key} ready`);
    expect(given.text).toContain(`to be refined: its epic ${epic} is not invested in any more. Its first start stays.`);
    expect(await state(key)).toBe('refining');
  });

  it('send back a ready item that has to wait from now on, where nothing may stand in the way', async () => {
    await at.press('ines', await policy(), 'Readiness');
    await at.send('ines', { checks: ['purpose', 'criteria', 'small', 'unhindered'], reason: 'Waiting work blocks the column' });
    const [key, other] = [
      await addReady(at, 'mei', 'checkout', 'PAY Refund by text message'),
      await addReady(at, 'mei', 'checkout', 'PAY Refund by letter'),
    ];
    const noted = await at.type('mei', 'checkout', `needs ${key} ${other}`);
    expect(noted.text).toContain('goes back to refining, because a check no longer passes');
    expect([await state(key), await state(other)]).toEqual(['refining', 'ready']);
    await at.press('ines', await policy(), 'Readiness');
    await at.send('ines', { checks: ['purpose', 'criteria', 'small'], reason: 'Simpler again' });
  });

  it('ask a feature that was a parked idea for evidence, or for a waiver with its reason (C19)', async () => {
    await at.type('mei', 'checkout', 'park Paper maps for couriers');
    await at.send('mei', { reasonCode: 'too_early', reason: 'Not in this rain' });
    const key = String((await one("SELECT key FROM parked_idea WHERE title = 'Paper maps for couriers'"))?.key);
    const again = await at.type('mei', 'checkout', `revive ${key} The rain is over`);
    await at.press('mei', again, 'Add to a backlog');
    const asked = await at.send('mei', {});
    expect(asked.text).toContain('Payments takes it with a figure, link or conversation; or say below why without.');
    const entered = await at.send('mei', { waiver: 'One courier asked every day' });
    expect(entered.text).toContain('Paper maps for couriers');
    expect(await one("SELECT act, choice, reason FROM decision WHERE act = 'waiver'")).toEqual({
      act: 'waiver',
      choice: 'Yes, without evidence',
      reason: 'One courier asked every day',
    });
    // Debt passes as it is.
    await at.type('mei', 'checkout', 'park Retire the fax gateway');
    await at.send('mei', { reasonCode: 'too_early', reason: 'Nobody had time' });
    const idea = String((await one("SELECT key FROM parked_idea WHERE title = 'Retire the fax gateway'"))?.key);
    await at.press('mei', await at.type('mei', 'checkout', `revive ${idea} Somebody has`), 'Add to a backlog');
    expect((await at.send('mei', { kind: 'debt' })).text).toContain('Retire the fax gateway');
    expect(await one("SELECT count(*)::int AS n FROM decision WHERE act IN ('waiver', 'decided')")).toEqual({ n: 1 });
  });

  it('ask a feature that reads like a part a gentle question (C11)', async () => {
    const added = await at.type('mei', 'checkout', 'add PAY Build the refunds API');
    const key = /PAY-\d+/.exec(added.text)?.[0] ?? '';
    expect((await at.type('mei', 'checkout', key)).text).toContain('Who could do what once it is there?');
    await at.press('mei', await at.type('mei', 'checkout', key), 'Edit');
    await at.send('mei', { purpose: 'For shoppers who send things back' });
    expect((await at.type('mei', 'checkout', key)).text).not.toContain('Who could do what');
    expect(app.driver.refusals).toEqual([]);
  });

  /** Labels of the buttons that lead an epic to a state, read from its cards. */
  async function steps(epic: string, to: string): Promise<string[]> {
    const order = ['funnel', 'exploring', 'ready', 'investing'];
    const from = String((await one('SELECT state FROM epic WHERE key = $1', epic))?.state);
    const labels: Readonly<Record<string, RegExp>> = { exploring: /explor/i, ready: /ready/i, investing: /invest/i };
    const found: string[] = [];
    let card = await at.type('amara', 'checkout', epic);
    for (const next of order.slice(order.indexOf(from) + 1, order.indexOf(to) + 1)) {
      if (next === to) return [card.buttons.find((label) => labels[next]?.test(label)) ?? ''];
      card = await at.press('amara', card, card.buttons.find((label) => labels[next]?.test(label)) ?? '');
    }
    return found;
  }
});
