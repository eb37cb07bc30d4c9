import { expect, it } from 'vitest';
import type { Message } from '../../../../src/playground/wire/protocol.ts';
import type { TestApp } from '../../../support/app.ts';
import { describeJourneys } from '../../../support/journeys.ts';
import { pressRaw } from '../../../support/raw.ts';

describeJourneys('the first ten minutes, from an empty database', (start) => {
  const app = start();
  let last: Message | undefined;
  type Shown = Awaited<ReturnType<TestApp['driver']['command']>>;
  // What the asker alone sees is answered to next; an announcement may come after it.
  function kept(result: Shown): Shown {
    last = result.messages.findLast((one) => one.ephemeralFor !== undefined) ?? last;
    return result;
  }
  const type = async (as: string, channel: string, text: string) => kept(await app.driver.command({ as, channel, text }));
  const press = async (as: string, label: string) => kept(await app.driver.click({ as, message: last, label, until: 'shown' }));
  const send = async (as: string, values: Record<string, unknown>) =>
    kept(await app.driver.submit({ as, view: app.driver.view(as), values, until: 'shown' }));
  const labels = () => app.driver.buttons(last as Message).map((one) => one.label);
  const organization = () => app.database.client.organization.findFirstOrThrow();

  it('asks for the name first, whatever is typed; whoever gives it is the admin', async () => {
    expect((await type('mei', 'general', '/flow next')).text).toContain('I see commands, buttons and messages you hand me. Nothing else.');
    expect((await type('mei', 'general', '/flow setup stream')).text).toContain('Nobody named this organization yet.');
    await type('tomas', 'general', '/flow');
    await press('tomas', 'Set up');
    const named = await send('tomas', { name: 'Lindenhof', zone: 'Europe/Berlin' });
    expect(named.text).toContain('Lindenhof is set up, and you are its admin.');
    expect(named.text).toContain('Next: your first value stream');
    expect(await organization()).toMatchObject({ name: 'Lindenhof', zone: 'Europe/Berlin', setupAt: expect.any(Date) });
  });

  it('tells a team that comes early what is missing and who can mend it', async () => {
    expect((await type('mei', 'checkout', '/flow')).text).toContain("There is no value stream yet, so this channel can't be linked.");
    expect((await press('mei', 'Setup')).text).toContain('There is no value stream yet. tomas can add the first one.');
    expect((await type('mei', 'checkout', '/flow setup stream')).text).toContain('This is for admins: tomas.');
  });

  it('leads the admin on: stream, who decides on bets, a test message, ready', async () => {
    await type('tomas', 'general', '/flow setup');
    await press('tomas', 'Add a stream');
    const stream = await send('tomas', { name: 'Payments', key: 'pay' });
    expect(stream.text).toContain('Payments is there, with an empty backlog.');
    expect(stream.text).toContain('Who decides on bets?');
    expect(labels()).toEqual(['I do', 'Choose people', 'Decide later']);
    await app.driver.close({ as: 'tomas' }).catch(() => undefined);
    // Broken off here, it goes on here.
    expect((await type('tomas', 'general', '/flow setup')).text).toContain('Who decides on bets?');
    const bets = await press('tomas', 'Decide later');
    expect(bets.text).toContain('Left open. /flow setup roles names leaders at any time.');
    expect(bets.text).toContain('I sent a test message. Did it arrive?');
    await app.idle();
    const tests = () =>
      app.driver.messages('general', 'ruth').filter((one) => app.driver.text(one).startsWith('A test message, asked for by'));
    expect(tests()).toHaveLength(1);
    expect((await press('tomas', 'No')).text).toContain('It was taken here a moment ago.');
    expect((await press('tomas', 'Send again')).text).toContain('I sent a test message.');
    await app.idle();
    expect(tests()).toHaveLength(2);
    expect((await press('tomas', 'Yes')).text).toContain('Ready. Tell your teams: type /flow in your channel.');
    expect((await type('tomas', 'general', '/flow setup')).text).not.toContain('test message');
    const kinds = await app.database.client.event.findMany({
      where: { subjectType: 'organization' },
      orderBy: { subjectVersion: 'asc' },
    });
    expect(kinds.map((one) => one.kind)).toEqual(['set up', 'roles left open', 'test arrived']);
  });

  it('says what to check when a test message could not arrive', async () => {
    app.driver.script('chat.postMessage', { status: 200, body: { ok: false, error: 'not_in_channel' } } as never);
    expect((await type('tomas', 'access', '/flow setup test')).text).toContain('Did it arrive?');
    await app.idle();
    expect((await press('tomas', 'No')).text).toContain("I'm not in this channel. Type /invite, pick me, and I send it again.");
    expect(labels()).toContain('Send again');
  });

  it('lets a member found a team where it works, and begin with an empty backlog', async () => {
    const here = await type('mei', 'checkout', '/flow');
    expect(here.text).toContain("This channel isn't linked to a team, stream or portfolio yet.");
    expect(labels()).toEqual(['Link my team', 'Link something else', 'Look around', 'Help']);
    await press('mei', 'Link my team');
    const founded = await send('mei', { wipLimit: '2' });
    expect(founded.text).toContain("This channel is Checkout's now.");
    expect(founded.text).toContain('Your backlog is empty.');
    expect(labels()).toEqual(['Paste a list', 'Import', 'Try sample work']);
    const team = await app.database.client.team.findFirstOrThrow({
      where: { name: 'Checkout' },
      include: { members: true, streams: true },
    });
    expect(team).toMatchObject({ wipLimit: 2, members: [expect.anything()], streams: [expect.anything()] });
    const kinds = await app.database.client.event.findMany({ where: { subjectType: 'team' }, orderBy: { subjectVersion: 'asc' } });
    expect(kinds.map((one) => one.kind)).toEqual(['added', 'linked']);
  });

  it('takes a pasted list whole or not at all, and keeps what was typed', async () => {
    await type('mei', 'checkout', '/flow');
    const opening = await press('mei', 'Paste a list');
    const typed = `Pay <!here> later\n${'x'.repeat(201)}\n\npay <!HERE> later`;
    const refused = await send('mei', { titles: typed });
    expect(refused.text).toContain(
      'Line 2 may have up to 200 characters. This one has 201. Lines 1 and 4 are the same: “Pay <!here> later”.',
    );
    expect(await app.database.client.item.count()).toBe(0);
    const view = app.driver.view('mei');
    // The same form, with the error at its field: Slack keeps what was typed in it.
    expect(view?.id).toBe(opening.view?.id);
    const list = '- Pay <!here> later\n2. Refund by *bank*\n\n  Clearer   messages  ';
    const sent = await Promise.all([1, 2, 3].map(() => app.driver.submit({ as: 'mei', view, values: { titles: list } })));
    expect(sent.every((one) => one.status === 200)).toBe(true);
    const items = await app.database.client.item.findMany({ orderBy: { rank: 'asc' } });
    expect(items.map((one) => [one.key, one.title, one.state])).toEqual([
      ['PAY-1', 'Pay <!here> later', 'refining'],
      ['PAY-2', 'Refund by *bank*', 'refining'],
      ['PAY-3', 'Clearer messages', 'refining'],
    ]);
    expect(await app.database.client.event.count({ where: { kind: 'added', subjectType: 'item' } })).toBe(3);
    expect(await app.database.client.stageVisit.count({ where: { phase: 'refining', leftAt: null } })).toBe(3);
    const again = await type('mei', 'checkout', '/flow import list');
    expect(again.view).toBeDefined();
    expect((await send('mei', { titles: 'New one\nREFUND by *bank*' })).text).toContain('Line 2 is in the backlog already, as PAY-2');
    await app.driver.close({ as: 'mei' });
    expect((await type('mei', 'checkout', '/flow undo')).text).toContain('3 items from PAY-1 to PAY-3 are out of the backlog.');
  });

  it('goes from samples to the first pull: check, next, pull', async () => {
    await type('mei', 'checkout', '/flow next');
    expect(labels()).toEqual(['Paste a list', 'Import', 'Try sample work']);
    expect((await press('mei', 'Import')).text).toContain('npm run import -- changelog.csv');
    await type('mei', 'checkout', '/flow');
    const samples = await press('mei', 'Try sample work');
    expect(samples.text).toContain("PAY-4 is on top. Three checks and it's ready.");
    await press('mei', 'Check');
    expect((await send('mei', { small: ['Yes'] })).text).toContain(
      'PAY-4 · Sample: say when the parcel comes is ready, first in Payments.',
    );
    expect((await press('mei', 'Next')).text).toContain('Next for Checkout: PAY-4');
    const pulled = await press('mei', 'Pull it');
    expect(pulled.text).toContain('Checkout has PAY-4');
    expect(pulled.text).toContain("That's all for this week: next, pull, done, block.");
    await app.idle();
    expect(app.driver.messages('checkout', 'oskar').map((one) => app.driver.text(one))).toEqual([
      expect.stringContaining('Checkout pulled PAY-4'),
    ]);
    expect((await type('mei', 'checkout', '/flow import samples')).text).toContain('The samples are in Payments already');
  });

  it('lets whoever works in the channel act, and join', async () => {
    await type('oskar', 'checkout', '/flow ready PAY-5');
    expect((await type('oskar', 'checkout', '/flow done PAY-4')).text).toContain('Well done.');
    await type('oskar', 'checkout', '/flow');
    expect((await press('oskar', "I'm in this team")).text).toContain('You are in Checkout now');
    expect((await type('oskar', 'checkout', '/flow setup join')).text).toContain('You are in Checkout already.');
    expect((await type('oskar', 'general', '/flow next')).text).toContain('Checkout');
    expect((await type('ruth', 'general', '/flow pull PAY-5')).text).toContain("I don't know which team you mean");
  });

  it('links a second channel to a team of one’s own, and nobody else’s', async () => {
    await type('mei', 'payments', '/flow setup link');
    expect(labels()).toEqual(['Checkout', 'A new team', 'Something else']);
    expect((await press('mei', 'Checkout')).text).toContain("This channel is Checkout's now.");
    const view = (await type('ruth', 'logistics', '/flow setup link')).view;
    expect(view).toBeDefined();
    expect((await send('ruth', { name: 'CHECKOUT', wipLimit: '1' })).text).toContain('There is a team called CHECKOUT already.');
    const other = await send('ruth', { name: 'Support', wipLimit: '1' });
    expect(other.text).toContain("This channel is Support's now.");
    const overview = await type('ruth', 'logistics', '/flow setup');
    expect(overview.text).toContain('Streams, teams and roles are for admins to change: tomas.');
    expect(labels()).toEqual(['Link this channel elsewhere', 'Unlink this channel']);
    expect((await type('ruth', 'logistics', '/flow setup unlink')).text).toContain("isn't linked any more");
  });

  it('takes a channel from its team for nobody who is not in it, and says who may', async () => {
    const before = await app.database.client.place.findMany({ orderBy: { externalId: 'asc' } });
    const theirs = /This channel is Checkout's, so this is for the people of Checkout \(.*mei.*\), and admins\. Ask one of them\./;
    // Ruth may work there, as everybody who was let in.
    expect((await type('ruth', 'checkout', '/flow next')).text).toContain('Checkout');
    expect((await type('ruth', 'checkout', '/flow setup unlink')).text).toMatch(theirs);
    await type('ruth', 'checkout', '/flow setup');
    expect(labels()).toEqual([]);
    // The buttons of somebody else's screen give no more.
    await type('mei', 'checkout', '/flow setup');
    expect(labels()).toEqual(['Link this channel elsewhere', 'Unlink this channel']);
    const pressed = await pressRaw(
      app,
      'ruth',
      { id: 'C0CHECKOUT', name: 'checkout' },
      { id: 'setup.unlink', value: JSON.stringify({ d: {} }) },
    );
    expect(pressed.status).toBe(200);
    expect(await app.database.client.place.findMany({ orderBy: { externalId: 'asc' } })).toEqual(before);
    expect((await type('mei', 'payments', '/flow setup unlink')).text).toContain("isn't linked any more");
  });

  it('has a word for every button of setup, and knows near misses', async () => {
    for (const [word, field] of [
      ['name', 'Name'],
      ['stream', 'Key'],
      ['team', 'People'],
      ['roles', 'Leaders'],
    ] as const) {
      const opened = await type('tomas', 'general', `/flow setup ${word}`);
      expect(app.driver.inputs(opened.view as never).map((one) => one.label)).toContain(field);
      await app.driver.close({ as: 'tomas' });
    }
    expect((await type('tomas', 'general', '/flow setup strem')).text).toContain('Did you mean stream?');
    expect(app.driver.refusals.filter((one) => !JSON.stringify(one).includes('not_in_channel'))).toEqual([]);
  });
});
