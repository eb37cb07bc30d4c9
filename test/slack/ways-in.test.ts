import { expect, it } from 'vitest';
import { WORKSPACE_ID } from '../../src/demo/company.ts';
import { appForSuite } from '../support/app.ts';
import { describeBoth } from '../support/databases.ts';

/** Menus that search, hints while typing, messages handed over: over signed HTTP, as Slack sends them. */
describeBoth('ways in besides words and buttons', (open) => {
  const app = appForSuite(open, { demo: true });

  const openAdd = async (as: string) => {
    const shown = await app.driver.command({ as, channel: 'checkout', text: '/flow add' });
    expect(shown.view?.title).toBe('Add to a backlog');
    return shown;
  };
  const epics = async (as: string, query: string) => {
    const asked = await app.driver.options({ as, blockId: 'epicId', actionId: 'epicId', query });
    expect(asked.alerts).toEqual([]);
    return asked.options ?? [];
  };

  it('finds epics by words and by the beginning of a key, at most twenty, open ones first', async () => {
    await openAdd('mei');
    const byWords = await epics('mei', 'CHECK easier');
    expect(byWords.map((one) => one.text)).toEqual(['E-7 · Easier checkout']);
    const byKey = (await epics('mei', 'e1')).map((one) => one.text.split(' ')[0]);
    expect(byKey[0]).toBe('E-1');
    expect(byKey).toContain('E-10');
    expect(byKey).not.toContain('E-2');
    const all = await epics('mei', '');
    expect(all.length).toBeGreaterThan(3);
    expect(all.length).toBeLessThanOrEqual(20);
    expect(all.every((one) => !one.text.includes('(delivered)'))).toBe(true);
    await app.driver.close({ as: 'mei' });
  });

  it.each(['%', '_', '\\', "' OR 1=1 --", '<!channel>', 'x\u0000y', '\ud800', 'a'.repeat(5_000), 'ﷺ'.repeat(300), '*'])(
    'takes %j as letters and finds nothing by it',
    async (query) => {
      await openAdd('mei');
      expect(await epics('mei', query)).toEqual([]);
      await app.driver.close({ as: 'mei' });
    },
  );

  it('keeps what was picked, as an id', async () => {
    await openAdd('mei');
    const [epic] = await epics('mei', 'easier checkout');
    const sent = await app.driver.submit({
      as: 'mei',
      values: { title: 'Nobody wrote anything like this before', epicId: epic },
      until: 'shown',
    });
    expect(app.driver.view('mei')).toBeUndefined();
    const key = /PAY-\d+/.exec(sent.text)?.[0] ?? '';
    expect(await app.database.client.item.findFirst({ where: { key } })).toMatchObject({ epicId: epic?.value });
  });

  it('finds nothing for a form, field or person of elsewhere', async () => {
    const ask = (form: string, block: string, team = WORKSPACE_ID, user = 'U0MEILIN') =>
      app.driver.post(
        new URLSearchParams({
          payload: JSON.stringify({
            type: 'block_suggestion',
            team: { id: team, domain: 'x' },
            user: { id: user, name: 'mei' },
            api_app_id: 'A',
            container: { type: 'view', view_id: 'V1' },
            view: { id: 'V1', callback_id: form, private_metadata: '' },
            action_id: block,
            block_id: block,
            value: 'e',
          }),
        }).toString(),
      );
    for (const [form, block] of [
      ['backlog.add', 'title'],
      ['backlog.add', 'constructor'],
      ['no.such', 'epicId'],
      ['__proto__', '__proto__'],
    ] as const) {
      const answer = await ask(form, block);
      expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { options: [] }]);
    }
    expect(JSON.parse((await ask('backlog.add', 'epicId', 'T0STRANGER')).body)).toEqual({ options: [] });
  });

  it('says while a title is typed what is like it, keeps what was typed, and takes it back', async () => {
    const { driver } = app;
    await openAdd('fatima');
    const title = (text: string) => ({ as: 'fatima', blockId: 'title', actionId: 'title', choose: text, values: { purpose: 'For firms' } });
    const hinted = await driver.click({ ...title('Pay by invoice'), until: 'shown' });
    expect(hinted.text).toContain('I-31 · Pay by invoice');
    const quiet = await driver.click({ ...title('Zebra crossing for parcels'), until: (result) => !result.text.includes('I-31') });
    expect(quiet.alerts).toEqual([]);
    expect(driver.text(driver.view('fatima') as NonNullable<ReturnType<typeof driver.view>>)).not.toContain('I-31');
    const sent = await driver.submit({ as: 'fatima', until: 'shown' });
    expect(sent.text).toContain('Zebra crossing for parcels');
    expect(await app.database.client.item.findFirst({ where: { title: 'Zebra crossing for parcels' } })).toMatchObject({
      purpose: 'For firms',
    });
    expect(driver.refusals).toEqual([]);
  });

  it('leaves the form alone while there is nothing to say', async () => {
    const { driver } = app;
    await openAdd('fatima');
    const before = driver.traffic.filter((one) => one.what === 'views.update').length;
    for (const text of ['Z', 'Ze', 'Zeb']) await driver.click({ as: 'fatima', blockId: 'title', actionId: 'title', choose: text });
    expect(driver.traffic.filter((one) => one.what === 'views.update')).toHaveLength(before);
    await driver.close({ as: 'fatima' });
  });

  it('answers the newest letter last, whatever overtakes what', async () => {
    const { driver } = app;
    await openAdd('oskar');
    const held = driver.script('views.update', { hang: true });
    const type = (text: string) => driver.click({ as: 'oskar', blockId: 'title', actionId: 'title', choose: text });
    const first = type('Pay by invoice');
    await held.reached;
    const second = type('Zebra crossing for parcels');
    held.release();
    await Promise.all([first, second]);
    await driver.settled();
    const view = driver.view('oskar');
    expect(view && driver.text(view)).not.toContain('I-31');
    await driver.close({ as: 'oskar' });
  });

  it('lets go when somebody else changed the view meanwhile', async () => {
    const { driver } = app;
    await openAdd('oskar');
    driver.script('views.update', { body: { ok: false, error: 'hash_conflict' } });
    const typed = await driver.click({ as: 'oskar', blockId: 'title', actionId: 'title', choose: 'Pay by invoice' });
    expect(typed.alerts).toEqual([]);
    await driver.close({ as: 'oskar' });
  });

  it('puts the result in the place of a form whose button did something, and over it when it only showed something', async () => {
    const { driver } = app;
    const item = await app.database.client.item.findFirstOrThrow({
      where: { state: 'delivery', blocked: false, key: { startsWith: 'PAY' } },
    });
    const press = (view: string, action: string, data: object) =>
      driver.post(
        new URLSearchParams({
          payload: JSON.stringify({
            type: 'block_actions',
            team: { id: WORKSPACE_ID, domain: 'lindenhof' },
            user: { id: 'U0MEILIN', name: 'mei' },
            trigger_id: `1.2.${action}`,
            view: { id: view, type: 'modal', title: { type: 'plain_text', text: 'Add to a backlog' } },
            actions: [{ type: 'button', action_id: action, block_id: 'b', value: JSON.stringify({ d: data, n: action }) }],
          }),
        }).toString(),
      );
    const { view } = await openAdd('mei');
    await press(view?.id ?? '', 'chat.command', { text: `show ${item.key}` });
    await driver.settled();
    // The stand-in knows no such trigger, so nothing is put over it; what counts is that the form stays.
    expect(driver.view('mei')?.submit).toBeDefined();
    await press(view?.id ?? '', 'pull.finish', { itemId: item.id, version: item.version });
    await driver.settled({ until: () => driver.view('mei')?.submit === undefined });
    const shown = driver.view('mei');
    expect(shown?.id).toBe(view?.id);
    expect(shown && driver.text(shown)).toContain(item.key);
    await driver.close({ as: 'mei' });
  });

  it('opens the form of a handed message with its text as the person meant it, and keeps the link', async () => {
    const { driver } = app;
    await driver.say({ as: 'oskar', channel: 'checkout', text: 'Coupons <b>& more</b>\nand a second line' });
    const message = driver.lastMessage('checkout', 'mei');
    const asked = await driver.shortcut({ as: 'mei', callbackId: 'park_idea', message, until: 'shown' });
    expect(asked.view?.title).toBe('Park an idea');
    expect(JSON.stringify(asked.view?.blocks)).toContain('Coupons <b>& more</b>');
    await driver.submit({ as: 'mei', values: { Reason: 'Too early', 'Why not now?': 'Nobody asked twice.' }, until: 'shown' });
    await driver.settled();
    expect(driver.view('mei')).toBeUndefined();
    const idea = await app.database.client.parkedIdea.findFirst({ where: { title: { startsWith: 'Coupons' } } });
    expect(idea?.sourceLink).toBe(`https://lindenhof.slack.com/archives/C0CHECKOUT/p${message?.ts.replace('.', '')}`);
  });

  it('names the thread in the link of a reply', async () => {
    const { permalink } = await import('../../src/slack/parse/permalink.ts');
    expect(permalink('acme', 'C1', '1700000000.000100', '1690000000.000200')).toBe(
      'https://acme.slack.com/archives/C1/p1700000000000100?thread_ts=1690000000.000200&cid=C1',
    );
    expect(permalink('acme', 'C1', '1700000000.000100', '1700000000.000100')).toBe('https://acme.slack.com/archives/C1/p1700000000000100');
    for (const [domain, channel, ts] of [
      [undefined, 'C1', '1.000001'],
      ['evil.com/', 'C1', '1.000001'],
      ['acme', '../x', '1.000001'],
      ['acme', 'C1', 'javascript:'],
    ] as const)
      expect(permalink(domain, channel, ts, undefined)).toBe('');
  });

  it('says so when a menu entry is of another version', async () => {
    const { driver } = app;
    const answer = await driver.post(
      new URLSearchParams({
        payload: JSON.stringify({
          type: 'message_action',
          callback_id: 'long_gone',
          team: { id: WORKSPACE_ID, domain: 'lindenhof' },
          user: { id: 'U0MEILIN', name: 'mei' },
          channel: { id: 'C0CHECKOUT', name: 'checkout' },
          trigger_id: '1.2.gone',
          response_url: '',
          message: { ts: '1700000000.000100', text: 'x' },
        }),
      }).toString(),
    );
    expect(answer.status).toBe(200);
  });
});
