import { v7 as newId } from 'uuid';
import { afterAll, expect, it } from 'vitest';
import { foldItemHistory } from '../../../../src/model/item/item-history.ts';
import { readHistories } from '../../../fixtures/read-histories.ts';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('the anti-backlog', (open) => {
  const app = appForSuite(open, { demo: true });
  const why = { Reason: 'Too early', 'Why not now?': 'Nobody asked for it yet.' };
  const type = (as: string, text: string, channel = 'general') => app.driver.command({ as, channel, text, until: 'shown' });
  const send = (as: string, values: Readonly<Record<string, unknown>>) => app.driver.submit({ as, values, until: 'shown' });
  const itemOf = (key: string) => app.database.client.item.findFirstOrThrow({ where: { key } });
  const ideas = (title: string) => app.database.client.parkedIdea.findMany({ where: { title } });
  const events = (subjectId: string) => app.database.client.event.findMany({ where: { subjectId }, orderBy: { subjectVersion: 'asc' } });
  /** The key of a new item that nobody has touched. */
  const added = async (as: string, title: string) => /PAY-\d+/.exec((await type(as, `/flow add PAY ${title}`)).text)?.[0] ?? `no ${title}`;

  afterAll(() => {
    expect(app.driver.refusals).toEqual([]);
  });

  it('parks an idea in words, with who, when, why and what would reopen it', async () => {
    const form = await type('ruth', '/flow park Drones over Berlin');
    expect(app.driver.view('ruth')?.title).toBe('Park an idea');
    expect(form.text).toContain('Drones over Berlin');
    const parked = await send('ruth', { ...why, 'Would reopen if': 'the law allows it' });
    const key = /I-\d+/.exec(parked.text)?.[0] ?? '';
    expect(parked.text).toContain('Reason: too early. “Nobody asked for it yet.” Would reopen if: the law allows it.');
    const card = await type('pawel', `/flow ${key.toLowerCase()}`);
    expect(card.text).toMatch(/Parked on \d+ \w+ by Ruth Adler: too early/);
    const [idea] = await ideas('Drones over Berlin');
    expect(idea).toMatchObject({ key, state: 'parked', reopenKind: 'condition', itemId: null, epicId: null });
    expect((await events(idea?.id ?? '')).map((event) => event.kind)).toEqual(['parked']);
  });

  it('keeps what was typed when a date is wrong, and stores nothing', async () => {
    await type('ruth', '/flow park Balloons for parcels');
    const wrong = await send('ruth', { ...why, 'Look again on': '2020-01-01' });
    expect(wrong.text).toContain('Pick a day after today, or leave it empty.');
    expect(await ideas('Balloons for parcels')).toEqual([]);
    const right = await send('ruth', { 'Look again on': '2030-03-01' });
    expect(right.text).toContain('Nobody asked for it yet.');
    expect((await ideas('Balloons for parcels')).map((idea) => idea.reopenKind)).toEqual(['date']);
  });

  it('writes one idea for a form that is sent twice', async () => {
    await type('ruth', '/flow park Kites for parcels');
    const view = app.driver.view('ruth');
    await Promise.all([
      app.driver.submit({ as: 'ruth', view, values: why }).catch(() => undefined),
      app.driver.submit({ as: 'ruth', view, values: why }).catch(() => undefined),
    ]);
    expect(await ideas('Kites for parcels')).toHaveLength(1);
  });

  it('takes an item out of its backlog: by its owner; not by a leader, an admin or a team', async () => {
    for (const as of ['mei', 'amara', 'tomas', 'jonas']) {
      const refused = await type(as, '/flow park PAY-14', 'payments');
      expect(refused.text).toContain('Only the owner of Payments parks its items. Suggest it to Ines Brandt, with your reason.');
    }
    await type('ines', '/flow park PAY-14', 'payments');
    const parked = await send('ines', why);
    expect(parked.text).toMatch(/PAY-14 · Gift cards is parked, as I-\d+\./);
    const item = await itemOf('PAY-14');
    expect(item).toMatchObject({ state: 'parked', rank: null });
    expect((await events(item.id)).at(-1)).toMatchObject({ kind: 'parked', data: { reason: 'Nobody asked for it yet.' } });
    expect((await type('mei', '/flow PAY-14')).text).toMatch(/Parked on .* by the Payments owner, Ines Brandt, as I-\d+: too early/);
    expect((await type('ines', '/flow park PAY-14')).text).toMatch(
      /PAY-14 is parked already, as I-\d+\. To bring it back, type \/flow revive PAY-14\./,
    );
  });

  it('lets whoever added an item park it while it is being refined', async () => {
    const key = await added('ruth', 'Umbrellas at the counter');
    expect((await type('mei', `/flow park ${key}`)).text).toContain('Only the owner of Payments');
    await type('ruth', `/flow park ${key}`);
    expect((await send('ruth', why)).text).toContain(`${key} · Umbrellas at the counter is parked`);
  });

  it('checks the right again when the form is sent', async () => {
    const key = await added('ruth', 'Chairs for waiting');
    await type('ruth', `/flow park ${key}`);
    await app.database.client.item.updateMany({ where: { key }, data: { createdBy: null } });
    expect((await send('ruth', why)).text).toContain('Only the owner of Payments parks its items.');
    expect((await itemOf(key)).state).toBe('refining');
  });

  it('frees the place of an item in progress, says whose it was, and edits the announcement', async () => {
    const next = await type('mei', '/flow next', 'checkout');
    await app.driver.click({ as: 'mei', message: next.message, label: 'Pull it', until: 'shown' });
    await app.idle();
    const key = /Next for Checkout: (PAY-\d+)/.exec(next.text)?.[1] ?? '';
    const form = await type('ines', `/flow park ${key} the supplier is gone`, 'payments');
    expect(form.text).toContain('It is in progress with Checkout, pulled by Mei Lin');
    const parked = await send('ines', { Reason: 'Not worth it' });
    expect(parked.text).toMatch(/It was in progress with Checkout, pulled by Mei Lin\. Its place is free: \d of 4 in progress\./);
    await app.idle();
    const told = app.driver.messages('checkout', 'oskar').filter((message) => app.driver.text(message).includes(key));
    expect(told.map((message) => app.driver.text(message))).toEqual([expect.stringContaining(`Ines Brandt parked ${key}`)]);
    const { id } = await itemOf(key);
    expect(await app.database.client.stageVisit.count({ where: { itemId: id, leftAt: null } })).toBe(0);
    const revived = await type('ines', `/flow revive ${key} a new supplier`, 'payments');
    expect(revived.text).toContain('to be refined. Its first start stays.');
    expect(await itemOf(key)).toMatchObject({ state: 'refining', teamId: null, pulledBy: null, startedAt: expect.any(Date) });
  });

  it('refuses a form that was opened before somebody pulled the item', async () => {
    const key = await added('ines', 'Lanterns in winter');
    await type('ines', `/flow park ${key}`);
    await app.database.client.item.updateMany({ where: { key }, data: { version: 7 } });
    const stale = await send('ines', why);
    expect(stale.text).toContain(
      `Somebody changed ${key} while this form was open: it is refining now. Close this and open it again; nothing was saved.`,
    );
    expect((await itemOf(key)).state).toBe('refining');
  });

  it('brings an item back at the end of its stream, once, with the reason kept', async () => {
    const key = await added('ines', 'Carpets by the door');
    await type('ines', `/flow park ${key}`);
    const idea = /I-\d+/.exec((await send('ines', why)).text)?.[0] ?? '';
    expect((await type('mei', `/flow revive ${idea}`)).text).toContain('Only the owner of Payments reopens its items.');
    const form = await type('ines', `/flow revive ${idea}`);
    expect(form.text).toContain('What changed?');
    const back = await send('ines', { 'What changed?': 'Ten shops asked' });
    expect(back.text).toContain(`${key} · Carpets by the door is back at the end of Payments`);
    expect((await type('ines', `/flow revive ${idea}`)).text).toMatch(
      new RegExp(`${idea} was reopened already on .*Type /flow ${key} to see it`),
    );
    expect((await type('ines', `/flow revive ${key}`)).text).toContain(`${key} isn't parked: it is refining.`);
    expect((await type('ines', `/flow ${idea}`)).text).toContain('“Ten shops asked”');
  });

  it('parks or pulls when both come at once, never both', async () => {
    const { client } = app.database;
    const { id: streamId } = await client.valueStream.findFirstOrThrow({ where: { key: 'LOG' } });
    const item = await client.item.findFirstOrThrow({ where: { streamId, state: 'ready', blocked: false }, orderBy: { rank: 'asc' } });
    await type('jonas', `/flow park ${item.key}`);
    await Promise.all([
      send('jonas', why),
      app.driver.command({ as: 'samir', channel: 'platform', text: `/flow pull ${item.key}`, until: 'shown' }),
    ]);
    const { state } = await itemOf(item.key);
    const parked = await client.parkedIdea.count({ where: { itemId: item.id } });
    expect([state, parked]).toEqual(state === 'parked' ? ['parked', 1] : [expect.stringMatching(/ready|delivery/), 0]);
  });

  it('leaves rows that are what the events tell', async () => {
    const stages = await app.database.client.stage.findMany();
    const key = await added('ines', 'Awnings over the window');
    await type('ines', `/flow park ${key}`);
    await send('ines', why);
    await type('ines', `/flow revive ${key} the sun came out`);
    const told = (await readHistories(app.database)).find((one) => one.row.key === key);
    const folded = foldItemHistory(told?.events ?? [], stages as never);
    expect(told?.row).toMatchObject(folded.item);
    expect(told?.visits).toEqual(folded.visits);
    expect(told?.events.at(-1)?.event).toMatchObject({ kind: 'revived', data: { reason: 'the sun came out' } });
  });

  it('lets two people revive at once only once', async () => {
    const key = await added('ines', 'Mirrors upstairs');
    await type('ines', `/flow park ${key}`);
    await send('ines', why);
    const both = await Promise.all(['one', 'two'].map((reason) => type('ines', `/flow revive ${key} ${reason}`, 'payments')));
    expect(both.map((one) => one.text).join('\n')).toContain('is back at the end');
    const { id } = await itemOf(key);
    expect((await events(id)).filter((event) => event.kind === 'revived')).toHaveLength(1);
  });

  it('offers a bare idea as an epic or an item, with its title', async () => {
    const revived = await type('ruth', '/flow revive I-33 everybody talks to phones now');
    const form = await app.driver.click({ as: 'ruth', message: revived.message, label: 'Propose as an epic', until: 'shown' });
    expect(form.text).toContain('Search by voice');
    await app.driver.close({ as: 'ruth' });
    const card = await type('ruth', '/flow I-33');
    const add = await app.driver.click({ as: 'ruth', message: card.message, label: 'Add to a backlog', until: 'shown' });
    expect(add.text).toContain('Search by voice');
    await app.driver.close({ as: 'ruth' });
  });

  it('parks an epic: by its owner or a leader; its ready items go back to refining', async () => {
    const { client } = app.database;
    const epic = await client.epic.findFirstOrThrow({
      where: { state: { in: ['exploring', 'ready', 'investing'] } },
      orderBy: { key: 'asc' },
    });
    const ready = await client.item.findFirstOrThrow({ where: { state: 'ready' } });
    await client.item.update({
      where: { organizationId_id: { organizationId: ready.organizationId, id: ready.id } },
      data: { epicId: epic.id },
    });
    const owner = await client.member.findFirst({ where: { id: epic.ownerId ?? newId() } });
    const stranger = owner?.name === 'Ruth Adler' ? 'hanna' : 'ruth';
    const refused = await type(stranger, `/flow park ${epic.key}`);
    expect(refused.text).toContain(`parks ${epic.key}. Ask one of them, with your reason.`);
    expect(refused.text).toContain('Amara Okafor');
    await type('amara', `/flow park ${epic.key}`);
    const parked = await send('amara', why);
    expect(parked.text).toContain(`${epic.key} · ${epic.title} is parked`);
    expect(parked.text).toContain('back to refining');
    expect((await client.epic.findFirstOrThrow({ where: { key: epic.key } })).state).toBe('parked');
    expect((await itemOf(ready.key)).state).toBe('refining');
    const back = await type('amara', `/flow revive ${epic.key} the board asked again`);
    expect(back.text).toContain('is in the funnel again, as an option.');
    expect((await client.epic.findFirstOrThrow({ where: { key: epic.key } })).state).toBe('funnel');
  });

  it('finds by words and by likeness, newest first without them, and says how many more there are', async () => {
    const all = await type('pawel', '/flow parked');
    expect(all.text).toMatch(/\d+ ideas, newest first/);
    expect(all.text).toMatch(/\[And \d+ more\]/);
    const more = await app.driver.click({
      as: 'pawel',
      message: all.message,
      label: /And \d+ more/.exec(all.text)?.[0] ?? '',
      until: 'shown',
    });
    expect(more.text).toContain('[From the start]');
    expect((await type('pawel', '/flow parked invoices')).text).toContain('I-31');
    expect((await type('pawel', '/flow parked CREDIT checks')).text).toContain('I-31');
    const none = await type('pawel', '/flow parked submarines');
    expect(none.text).toContain('Nothing parked is like “submarines”.');
    const form = await app.driver.click({ as: 'pawel', message: none.message, label: 'Park it as an idea', until: 'shown' });
    expect(form.text).toContain('submarines');
    await app.driver.close({ as: 'pawel' });
  });

  it.each(['PAY-9999', 'E-999', 'I-999', 'XX-1'])('knows no %s', async (key) => {
    const answers = [await type('ines', `/flow park ${key}`), await type('ines', `/flow revive ${key} because`)];
    for (const answer of answers) expect(answer.text).toBe(`I don't know ${key}. Type /flow backlog or /flow parked to see what there is.`);
  });

  it('answers for a thing of another organization as for one that never was', async () => {
    const { client } = app.database;
    const [organizationId, id] = [newId(), newId()];
    const at = new Date('2026-11-02T09:00:00Z');
    await client.organization.create({ data: { id: organizationId, name: 'Other', zone: 'UTC', createdAt: at } });
    await client.parkedIdea.create({
      data: {
        organizationId,
        id,
        key: 'I-777',
        title: 'Secret moon base',
        reasonCode: 'other',
        reason: 'No.',
        reopenKind: 'never',
        createdAt: at,
      },
    });
    expect((await type('ines', '/flow revive I-777 now')).text).toContain("I don't know I-777.");
    expect((await type('ines', '/flow I-777')).text).toContain("I don't know I-777.");
    expect((await type('ines', '/flow parked moon base')).text).toContain('Nothing parked is like');
    expect(await client.parkedIdea.findFirst({ where: { organizationId } })).toMatchObject({ state: 'parked' });
  });

  const HOSTILE = [
    '<!channel> <@U123> &amp; *bold* _x_ `y`',
    "'; DROP TABLE item;--",
    '<https://evil.test|https://slack.com>',
    '%_\\ {title} {{x}}',
    '🚀 :rocket: مرحبا',
  ];
  it.each(HOSTILE)('keeps %j as it was typed', async (title) => {
    await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow park', until: 'shown' });
    const parked = await send('ruth', { Idea: title, Reason: 'Another reason', 'Why not now?': title, 'Would reopen if': title });
    const answer =
      parked.text.includes('We looked at') || parked.text.includes('Something like this')
        ? await app.driver.click({ as: 'ruth', message: parked.message, label: 'Similar, but different', until: 'shown' })
        : parked;
    expect(answer.text).toMatch(/I-\d+/);
    const [idea] = await ideas(title);
    expect(idea).toMatchObject({ title, reason: title, reopenWhen: title });
    expect((await type('ruth', `/flow parked ${title}`)).text).toContain(idea?.key);
    // As rich text it is a text element, and the text beside the blocks is escaped.
    for (const message of answer.messages) expect(message.text).not.toMatch(/<[!@h]/);
  });
});
