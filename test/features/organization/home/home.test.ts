import { afterAll, expect, it } from 'vitest';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('Home in the demo organization', (open) => {
  const app = appForSuite(open, { demo: true });
  afterAll(() => {
    expect(app.driver.refusals).toEqual([]);
  });
  const home = (as: string) => app.driver.home({ as, until: 'shown' });
  const now = (as: string) => app.driver.snapshot(as).home ?? undefined;

  it('tells a person in no team how to get into one, and what they can do all the same', async () => {
    const { text, view } = await home('ruth');
    expect(text).toContain('You are in no team yet.');
    expect(text).not.toContain('Pull it');
    expect(view && app.driver.buttons(view).map((one) => one.label)).toContain('Propose an epic');
  });

  it('shows an owner what near the top is not ready', async () => {
    const { text } = await home('ines');
    expect(text).toContain('You own Payments.');
    expect(text).toContain('*PAY-14* · Gift cards: near the top. It needs acceptance criteria.');
  });

  it('shows an owner what is asked about an item of theirs, until it is answered', async () => {
    await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow challenge PAY-14 Who wants them?' });
    expect((await home('ines')).text).toMatch(/Waits on you\n\*PAY-14\* · Gift cards: somebody asks: Who wants them\?/);
    expect((await home('jonas')).text).not.toContain('somebody asks');
  });

  it('pulls from Home: the answer stands on top, the page shows the new state, and it closes', async () => {
    const { driver } = app;
    const before = await home('mei');
    expect(before.text).toContain('Checkout: 2 of 4 in progress.');
    expect(before.text).toMatch(/Waits on you\n\*PAY-3\* .*blocked/);
    const key = /Next: (PAY-\d+)/.exec(before.text)?.[1] ?? '';
    await driver.click({ as: 'mei', view: before.view, label: 'Pull it', until: (result) => result.text.includes('3 of 4') });
    await driver.settled();
    const after = driver.text(now('mei') as NonNullable<typeof before.view>);
    expect(after.indexOf(`Checkout has ${key}`)).toBeLessThan(after.indexOf('Lindenhof'));
    expect(after).toContain('Checkout: 3 of 4 in progress.');
    expect(after).toMatch(new RegExp(`In your hands\\n(.*\\n)*.*${key}`));
    const closed = await driver.click({ as: 'mei', view: now('mei'), label: 'Close', until: 'shown' });
    expect(closed.text).not.toContain(`Checkout has ${key}`);
    expect(closed.text.startsWith('Lindenhof')).toBe(true);
  });

  it('opens forms over Home, keeps values on an error, and puts the result on top', async () => {
    const { driver } = app;
    const { view } = await home('fatima');
    await driver.click({ as: 'fatima', view, label: 'Add to a backlog', until: 'shown' });
    const values = { title: 'A lighthouse for lost parcels', streamId: 'PAY · Payments', purpose: `x${'\u0301'.repeat(12)}` };
    const wrong = await driver.submit({ as: 'fatima', values });
    expect(Object.keys(driver.view('fatima')?.errors ?? {})).toEqual(['purpose']);
    expect(wrong.alerts).toEqual([]);
    await driver.submit({ as: 'fatima', values: { purpose: 'For people who wait.' }, until: 'shown' });
    await driver.settled();
    expect(driver.view('fatima')).toBeUndefined();
    const shown = now('fatima');
    expect(shown && driver.text(shown)).toMatch(/^PAY-\d+ · A lighthouse for lost parcels/);
  });

  it('shows each team of a person in several, and pulls for the one whose button was pressed', async () => {
    const { driver } = app;
    const [member, warehouse] = [
      await app.database.client.account.findFirstOrThrow({ where: { externalUser: 'U0LOTTE' } }),
      await app.database.client.team.findFirstOrThrow({ where: { name: 'Access' } }),
    ];
    const { organizationId, memberId } = member;
    await app.database.client.teamMember.create({ data: { organizationId, memberId, teamId: warehouse.id } });
    const { text, view } = await home('lotte');
    expect(text).toContain('You are in Access and Platform.');
    expect(text).toMatch(/Access: \d of 3 in progress\.[\s\S]*Platform: \d of 4 in progress\./);
    const key = /Access: [^\n]*\nNext: (\w+-\d+)/.exec(text)?.[1] ?? '';
    const pulls = view ? driver.buttons(view).filter((one) => one.label === 'Pull it') : [];
    expect(pulls.length).toBeGreaterThanOrEqual(1);
    await driver.click({ as: 'lotte', view, label: 'Pull it', until: (result) => result.text.includes('Access has') });
    expect(await app.database.client.item.findFirst({ where: { key } })).toMatchObject({ teamId: warehouse.id, pulledBy: memberId });
  });

  it('refuses in words, on the page itself, what was drawn before it changed', async () => {
    const { driver } = app;
    const { view, text } = await home('oskar');
    const key = /Next: (PAY-\d+)/.exec(text)?.[1] ?? '';
    await driver.command({ as: 'mei', channel: 'checkout', text: `/flow pull ${key}` });
    await driver.click({ as: 'oskar', view, label: 'Pull it', until: 'shown' });
    await driver.settled();
    const shown = now('oskar');
    const after = shown ? driver.text(shown) : '';
    expect(after.slice(0, after.indexOf('Lindenhof'))).toContain(key);
    expect(after.slice(0, after.indexOf('Lindenhof'))).toMatch(/changed since|was pulled by/);
  });
});

describeDatabases('Home of an organization that was never set up', (open) => {
  const app = appForSuite(open, { demo: false });

  it('welcomes whoever opens it, and writes to the first of them once', async () => {
    const { driver } = app;
    const [first] = await Promise.all([driver.home({ as: 'tomas', until: 'shown' }), driver.home({ as: 'mei', until: 'shown' })]);
    expect(first.text).toContain('I see commands, buttons and messages you hand me. Nothing else.');
    await driver.home({ as: 'tomas', until: 'shown' });
    await app.idle();
    await driver.settled();
    const letters = ['tomas', 'mei'].flatMap((as) => driver.messages('dm', as)).filter((one) => driver.text(one).startsWith('Hello.'));
    expect(letters).toHaveLength(1);
    expect(await app.database.client.outbox.count({ where: { subject: 'welcome' } })).toBe(1);
    expect(driver.refusals).toEqual([]);
  });

  it('leads to setup from there', async () => {
    const { driver } = app;
    const { view } = await driver.home({ as: 'tomas', until: 'shown' });
    await driver.click({ as: 'tomas', view, label: 'Set up', until: 'shown' });
    expect(driver.view('tomas')?.type).toBe('modal');
  });

  it('says what is next while there is no stream, to the admin and to others', async () => {
    const { driver } = app;
    await driver.submit({ as: 'tomas', values: { name: 'Acme', zone: 'Europe/Berlin' }, until: 'shown' });
    await driver.settled();
    const shown = driver.snapshot('tomas').home;
    expect(shown && driver.text(shown)).toMatch(/Acme is set up[\s\S]*Next: add your first value stream, under Setup\./);
    expect((await driver.home({ as: 'mei', until: 'shown' })).text).toContain('An admin adds the first one.');
  });

  it('learns the name of a person whom Home brought without one', async () => {
    const { driver } = app;
    const member = async () =>
      (await app.database.client.account.findFirstOrThrow({ where: { externalUser: 'U0MEILIN' }, include: { member: true } })).member;
    expect((await member()).name).toBe("somebody I can't name yet");
    await driver.command({ as: 'mei', channel: 'general', text: '/flow help' });
    expect((await member()).name).toBe('mei');
  });
});
