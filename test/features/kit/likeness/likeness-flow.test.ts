import { v7 as newId } from 'uuid';
import { afterAll, expect, it } from 'vitest';
import { setAside, takeSetAside } from '../../../../src/database/requests/set-aside.ts';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('something like it is known', (open) => {
  const app = appForSuite(open, { demo: true });
  const type = (as: string, text: string, channel = 'payments') => app.driver.command({ as, channel, text, until: 'shown' });
  const send = (as: string, values: Readonly<Record<string, unknown>>) => app.driver.submit({ as, values, until: 'shown' });
  const titled = (title: string) => app.database.client.item.findMany({ where: { title } });

  afterAll(() => {
    expect(app.driver.refusals).toEqual([]);
  });

  it('says what was decided, when, by whom and why, and adds nothing yet', async () => {
    const alike = await type('ruth', '/flow add Paying by invoice for companies');
    expect(alike.text).toMatch(
      /^We looked at something like this\. I-31 · Pay by invoice was parked on \d+ \w+ by the Payments owner, Ines Brandt: “Credit checks cost more than the sales bring in\.”\nWould reopen if: a check costs under €1\.\n\[Same: support it\] \[Similar, but different\] \[Things changed: reopen\]/,
    );
    expect(await titled('Paying by invoice for companies')).toEqual([]);
  });

  it('adds it once when it is different, however often the button is pressed', async () => {
    const alike = await type('mei', '/flow add PAY Pay by invoice in the app');
    const press = () => app.driver.click({ as: 'mei', message: alike.message, label: 'Similar, but different', until: 'shown' });
    const [first] = await Promise.all([press(), press()]);
    expect(first?.text).toContain('Pay by invoice in the app is at the end of Payments');
    expect(await titled('Pay by invoice in the app')).toHaveLength(1);
  });

  it('keeps every answer of the form until the question is answered', async () => {
    await type('ines', '/flow add');
    const alike = await send('ines', { Title: 'Pay by invoice for schools', Kind: 'Risk', Purpose: 'Schools have no cards' });
    expect(alike.text).toContain('I-31 · Pay by invoice');
    await app.driver.click({ as: 'ines', message: alike.message, label: 'Similar, but different', until: 'shown' });
    expect(await titled('Pay by invoice for schools')).toEqual([
      expect.objectContaining({ kind: 'risk', purpose: 'Schools have no cards' }),
    ]);
  });

  it('counts a supporter once, and still lets the own one be added', async () => {
    const { client } = app.database;
    const idea = await client.parkedIdea.findFirstOrThrow({ where: { key: 'I-31' } });
    const supporters = () => client.support.count({ where: { subjectType: 'idea', subjectId: idea.id } });
    const before = await supporters();
    for (const turn of ['once', 'twice']) {
      const alike = await type('hanna', '/flow add PAY Pay by invoice, monthly');
      const thanks = await app.driver.click({ as: 'hanna', message: alike.message, label: 'Same: support it', until: 'shown' });
      expect(thanks.text).toContain('You support I-31 · Pay by invoice');
      expect(thanks.text).toContain('What you typed was not added.');
      expect(await supporters()).toBe(before + 1);
      if (turn === 'once') continue;
      await app.driver.click({ as: 'hanna', message: thanks.message, label: 'Add mine all the same', until: 'shown' });
    }
    expect(await titled('Pay by invoice, monthly')).toHaveLength(1);
    expect((await type('hanna', '/flow I-31')).text).toContain(`${before + 1} people support it`);
  });

  it('reopens the old one for those who may, and tells the others who that is', async () => {
    const alike = await type('hanna', '/flow add PAY Same-day delivery by bikes');
    expect(alike.text).toContain('I-28 · Same-day delivery by bicycle');
    const refused = await app.driver.click({ as: 'hanna', message: alike.message, label: 'Things changed: reopen', until: 'shown' });
    expect(refused.text).toContain('Only the owner of Logistics reopens its items. Ask Jonas Weber, with your reason.');
    const again = await type('jonas', '/flow add LOG Same-day delivery by bikes');
    await app.driver.click({ as: 'jonas', message: again.message, label: 'Things changed: reopen', until: 'shown' });
    const back = await send('jonas', { 'What changed?': 'Leipzig has five orders an hour' });
    expect(back.text).toMatch(/LOG-\d+ · Same-day delivery by bicycle is back at the end of Logistics/);
  });

  it('knows items and epics too', async () => {
    const item = await type('ruth', '/flow add PAY A gift card');
    expect(item.text).toContain('Something like this is here already. PAY-14 · Gift cards is being refined in Payments.');
    const card = await app.driver.click({ as: 'ruth', message: item.message, label: 'Open PAY-14', until: 'shown' });
    expect(card.text).toContain('For people who want to give a present');
    expect(card.message?.ts).not.toBe(item.message?.ts);
    const supported = await app.driver.click({ as: 'ruth', message: item.message, label: 'Same: support it', until: 'shown' });
    expect(supported.text).toContain('You support PAY-14 · Gift cards. You are the first.');
    expect((await type('ruth', '/flow PAY-14')).text).toContain('1 person supports it.');
  });

  it('asks before an epic is proposed, with all that was said of it kept', async () => {
    await type('ruth', '/flow propose Pay by invoice for clubs');
    const alike = await send('ruth', { 'Anticipated outcome': 'Clubs order twice as much.' });
    expect(alike.text).toContain('I-31 · Pay by invoice');
    expect(await app.database.client.epic.count({ where: { title: 'Pay by invoice for clubs' } })).toBe(0);
    await app.driver.click({ as: 'ruth', message: alike.message, label: 'Similar, but different', until: 'shown' });
    const [epic, ...others] = await app.database.client.epic.findMany({ where: { title: 'Pay by invoice for clubs' } });
    expect(epic?.outcome).toBe('Clubs order twice as much.');
    expect(others).toEqual([]);
  });

  it('asks before an idea is parked, with reason and condition kept', async () => {
    await type('ruth', '/flow park Pay with crypto coins');
    const alike = await send('ruth', { Reason: 'Too early', 'Why not now?': 'Nobody asks.', 'Would reopen if': 'a hundred ask' });
    expect(alike.text).toContain('I-4 · Pay with crypto');
    await app.driver.click({ as: 'ruth', message: alike.message, label: 'Similar, but different', until: 'shown' });
    const kept = await app.database.client.parkedIdea.findMany({ where: { title: 'Pay with crypto coins' } });
    expect(kept).toEqual([expect.objectContaining({ reason: 'Nobody asks.', reopenWhen: 'a hundred ask', reasonCode: 'too_early' })]);
  });

  it('adds at once what is like nothing', async () => {
    expect((await type('ruth', '/flow add PAY Quarterly statements as PDF')).text).toContain('is at the end of Payments');
  });

  it('says so when a button is older than what it was about', async () => {
    const alike = await type('oskar', '/flow add PAY Gift cards by post');
    await app.database.client.formDraft.deleteMany({ where: { form: 'backlog.addAnyway' } });
    const late = await app.driver.click({ as: 'oskar', message: alike.message, label: 'Similar, but different', until: 'shown' });
    expect(late.text).toContain('I no longer hold what you typed: it was used already, or is more than a day old. Type it once more.');
    expect(await titled('Gift cards by post')).toEqual([]);
  });

  it('hands what is held to its person alone, for its action alone, once, for a day', async () => {
    const { id: memberId, organizationId } = await app.database.client.member.findFirstOrThrow({ where: { name: 'Mei Lin' } });
    const other = await app.database.client.member.findFirstOrThrow({ where: { name: 'Ruth Adler' } });
    const now = new Date('2026-11-20T09:00:00Z');
    const later = new Date('2026-11-21T10:00:00Z');
    await app.database.transaction(async (sql) => {
      const tenant = { organizationId, sql, writing: true } as const;
      const id = await setAside(tenant, memberId, { action: 'some.action', values: { title: 'x' } }, now);
      expect(await takeSetAside(tenant, other.id, id, 'some.action', now)).toBeNull();
      expect(await takeSetAside(tenant, memberId, id, 'other.action', now)).toBeNull();
      expect(await takeSetAside({ ...tenant, organizationId: newId() }, memberId, id, 'some.action', now)).toBeNull();
      expect(await takeSetAside(tenant, memberId, id, 'some.action', later)).toBeNull();
      expect(await takeSetAside(tenant, memberId, id, 'some.action', now)).toEqual({ values: { title: 'x' } });
      expect(await takeSetAside(tenant, memberId, id, 'some.action', now)).toBeNull();
    });
  });

  it.each([
    ['/flow add', 'ines'],
    ['/flow propose', 'ines'],
    ['/flow park', 'ines'],
  ])('tells while typing, in the form of %s', async (text, as) => {
    await type(as, text);
    const view = app.driver.view(as);
    const hinted = await app.driver.click({ as, view, blockId: 'title', choose: 'Paying by invoice', until: 'shown' });
    expect(hinted.text).toContain('Something like this is known already:');
    expect(hinted.text).toMatch(/I-31 · Pay by invoice: parked on \d+ \w+ by the Payments owner, Ines Brandt\. “Credit checks/);
    const nothing = await app.driver.click({ as, blockId: 'title', choose: 'Zebra crossings', until: 'shown' });
    expect(nothing.text).not.toContain('known already');
    await app.driver.close({ as });
  });

  it.each(['x'.repeat(3_000), "<!channel> %_\\ {} ' OR 1=1 --", '\ud800', '🚀'.repeat(60), ''])(
    'has nothing to say while %j is typed',
    async (text) => {
      await type('ines', '/flow park');
      const shown = await app.driver.click({ as: 'ines', blockId: 'title', choose: text });
      expect(shown.text).not.toContain('known already');
      expect(shown.alerts).toEqual([]);
      await app.driver.close({ as: 'ines' });
    },
  );
});
