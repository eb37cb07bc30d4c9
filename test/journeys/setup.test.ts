import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../support/databases.ts';
import { fingerprint, row } from '../support/play.ts';
import type { Play, Told } from '../support/scene.ts';
import { describeStages, type Stage } from '../support/stages.ts';

describeStages('from an empty database', (open) => {
  let stage: Stage;
  let opened: TestDatabase;
  let at: Play;
  let named: Told;
  // Forms answer with the next step; what there is stands in the overview.
  const overview = () => at.type('tomas', 'general', 'setup');
  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);

  beforeAll(async () => {
    stage = await open();
    ({ opened, at } = stage);
  });
  afterAll(() => stage.stop());

  it('answers every command with setup, and help with help', async () => {
    for (const words of ['', 'next', 'add a thing', 'PAY-1', 'done PAY-1']) {
      const told = await at.type('tomas', 'general', words);
      expect(told.text, words).toContain('whoever does so becomes the first admin');
      expect(told.buttons, words).toEqual(['Set up', 'I have a code', 'Help']);
    }
    expect((await at.type('tomas', 'general', 'help')).text).toContain('/flow next');
    expect(await one('SELECT count(*)::int AS n FROM item')).toEqual({ n: 0 });
  });

  it('refuses an empty name beside the field and keeps the zone that was picked', async () => {
    await at.press('tomas', await at.type('tomas', 'general'), 'Set up');
    const refused = await at.send('tomas', { name: '  ', zone: 'Europe/Berlin' });
    expect(refused.view?.errors).toEqual({ name: 'Name is needed.' });
    expect(await one('SELECT setup_at, zone FROM organization')).toEqual({ setup_at: null, zone: 'UTC' });

    named = await at.send('tomas', { name: 'Lindenhof' });
    expect(named.text).toContain('Lindenhof is set up, and you are its admin.');
    expect(named.buttons).toEqual(['Add a stream', 'Overview']);
    expect(await one('SELECT name, zone FROM organization')).toEqual({ name: 'Lindenhof', zone: 'Europe/Berlin' });
    expect(await one('SELECT name FROM member WHERE is_admin')).toEqual({ name: 'tomas' });
  });

  it('lets nobody else administer, and says who can', async () => {
    const seen = await at.type('mei', 'general', 'setup');
    expect(seen.text).toContain('Admins: tomas');
    expect(seen.buttons).not.toContain('Add a stream');
    // An admin's button in other hands: the form it would open is refused before it opens.
    const refused = await at.steal('mei', named, 'Add a stream');
    expect(refused.text).toBe('Only admins may change how Millrace is set up: tomas. Ask one of them.');
    expect(at.hasForm('mei')).toBe(false);
  });

  it.each([
    [{ key: 'E' }, { key: 'A key is 2 to 6 letters from A to Z, such as PAY.' }],
    [{ key: 'PAYMENTS' }, { key: 'A key is 2 to 6 letters from A to Z, such as PAY.' }],
    [{ key: 'P4Y' }, { key: 'A key is 2 to 6 letters from A to Z, such as PAY.' }],
    [{ stages: 'in progress\ndone' }, { stages: '“done” has a meaning of its own here. Give the stage another name.' }],
    [{ stages: 'review\nReview' }, { stages: '“review” is there twice.' }],
    [{ stages: 'in progress\nin review, wating' }, { stages: '“in review, wating”: did you mean “waiting” at its end?' }],
    [{ stages: Array.from({ length: 13 }, (_, n) => `s${n}`).join('\n') }, { stages: 'A stream has 1 to 12 stages, one per line.' }],
    [{ stages: 'x'.repeat(41) }, { stages: `“${'x'.repeat(40)}”: a stage has a name of up to 40 letters.` }],
    [{ wipLimit: 'two' }, { wipLimit: 'Limit over all teams takes a whole number from 1 to 999, in digits.' }],
  ])('refuses a stream with %j and keeps the rest', async (wrong, errors) => {
    await at.press('tomas', named, 'Add a stream');
    const before = await fingerprint(opened.database);
    const refused = await at.send('tomas', { name: 'Payments', key: 'PAY', ...wrong });
    expect(refused.view?.errors).toEqual(errors);
    expect(await fingerprint(opened.database)).toEqual(before);
    await at.close('tomas');
  });

  it('adds a stream with its owner and stages, after a mistake is mended', async () => {
    await at.press('tomas', named, 'Add a stream');
    const refused = await at.send('tomas', {
      name: 'Payments',
      key: 'pay-',
      ownerId: at.userId('ines'),
      stages: 'in progress\nin review, waiting',
    });
    expect(Object.keys(refused.view?.errors ?? {})).toEqual(['key']);
    const added = await at.send('tomas', { key: ' ｐay ' });
    expect(added.text).toContain('Payments is there, with an empty backlog.');
    expect(added.buttons).toEqual(['I do', 'Choose people', 'Decide later']);
    expect((await overview()).text).toContain('PAY · Payments: in progress → in review.');
    const stream = await one('SELECT v.key, a.external_user FROM value_stream v JOIN account a ON a.member_id = v.owner_id');
    expect(stream).toEqual({ key: 'PAY', external_user: at.userId('ines') });
    expect(await one("SELECT string_agg(name || ' ' || kind, ',' ORDER BY position) AS stages FROM stage")).toEqual({
      stages: 'in progress active,in review waiting',
    });
  });

  it('refuses a key that is taken', async () => {
    await at.press('tomas', await overview(), 'Add a stream');
    const refused = await at.send('tomas', { name: 'Paper', key: 'PAY' });
    expect(refused.view?.errors).toEqual({ key: 'PAY is taken by another stream.' });
    await at.send('tomas', { name: 'Logistics', key: 'LOG' });
    expect(await one('SELECT count(*)::int AS n FROM value_stream')).toEqual({ n: 2 });
  });

  it('keeps the key of a stream that is edited, because items carry it', async () => {
    await at.press('tomas', await overview(), 'Edit');
    expect(at.filled('tomas')).toMatchObject({ key: 'LOG' });
    const refused = await at.send('tomas', { key: 'LOX' });
    expect(refused.view?.errors).toEqual({ key: 'The key stays LOG, because its items carry it.' });
    await at.send('tomas', { key: 'LOG', stages: 'packing\nshipping, waiting' });
    expect(
      await one(
        "SELECT string_agg(s.name, ',' ORDER BY position) AS n FROM stage s JOIN value_stream v ON v.id = s.stream_id WHERE v.key = 'LOG'",
      ),
    ).toEqual({
      n: 'packing,shipping',
    });
  });

  it('adds a team with a limit, streams in its order and people', async () => {
    await at.press('tomas', await overview(), 'Add a team');
    const team = { name: 'Checkout', streamIds: ['PAY · Payments', 'LOG · Logistics'], memberIds: [at.userId('mei'), at.userId('oskar')] };
    const refused = await at.send('tomas', { ...team, wipLimit: '1e309' });
    expect(refused.view?.errors).toEqual({ wipLimit: '“How many things at once?” takes a whole number from 1 to 999, in digits.' });
    expect((await at.send('tomas', { wipLimit: '２' })).text).toContain('Checkout is there.');
    expect((await overview()).text).toContain('Checkout: up to 2 at once, from PAY, LOG, 2 people');
    expect(
      await one(
        "SELECT string_agg(v.key, ',' ORDER BY ts.position) AS keys, t.wip_limit FROM team t JOIN team_stream ts ON ts.team_id = t.id JOIN value_stream v ON v.id = ts.stream_id GROUP BY t.wip_limit",
      ),
    ).toEqual({ keys: 'PAY,LOG', wip_limit: 2 });
    await at.press('tomas', await overview(), 'Add a team');
    const twin = await at.send('tomas', { ...team, name: 'CHECKOUT', wipLimit: '3' });
    expect(twin.view?.errors).toEqual({ name: 'Another team has this name.' });
    await at.close('tomas');
  });

  it("links a team's channel by its people, not by strangers", async () => {
    const unlinked = await at.type('mei', 'checkout');
    expect(unlinked.text).toContain("This channel isn't linked to a team, stream or portfolio yet.");
    await at.press('ruth', await at.type('ruth', 'checkout', 'setup'), 'Link something else');
    const refused = await at.send('ruth', { target: 'Checkout' });
    expect(refused.view?.errors.target).toMatch(
      /^This is for the people of Checkout \(such as .*mei.*\) and admins\. Ask one of them, or found a team of your own: \/flow setup link\.$/,
    );
    await at.close('ruth');
    expect(await one('SELECT count(*)::int AS n FROM place')).toEqual({ n: 0 });

    await at.press('mei', unlinked, 'Link something else');
    const linked = await at.send('mei', { target: 'Checkout' });
    expect(linked.text).toContain("This channel is Checkout's now.");
    expect(await one('SELECT p.external_id, t.name, p.announces FROM place p JOIN team t ON t.id = p.team_id')).toEqual({
      external_id: at.placeId('checkout'),
      name: 'Checkout',
      announces: true,
    });
    expect((await at.type('oskar', 'checkout')).text).toContain('In progress: 0 of 2');
  });

  it("links a stream's channel by its owner, and tells others who that is", async () => {
    await at.press('mei', await at.type('mei', 'payments', 'setup'), 'Link something else');
    const refused = await at.send('mei', { target: 'PAY · Payments' });
    expect(refused.view?.errors).toEqual({ target: 'This is for admins: tomas. Ask one of them.' });
    await at.close('mei');
    await at.press('ines', await at.type('ines', 'payments', 'setup'), 'Link something else');
    expect((await at.send('ines', { target: 'PAY · Payments' })).text).toContain('This channel is about Payments now.');
  });

  it('gives roles, and never leaves the organization without an admin', async () => {
    await at.press('tomas', await overview(), 'Roles');
    const refused = await at.send('tomas', { adminIds: [], leaderIds: [at.userId('amara')] });
    expect(refused.view?.errors).toEqual({ adminIds: 'Somebody has to be admin. Name at least one person.' });
    await at.send('tomas', { adminIds: [at.userId('tomas'), at.userId('ines')] });
    expect(
      await one(
        "SELECT string_agg(a.external_user, ',' ORDER BY a.external_user) AS n FROM member m JOIN account a ON a.member_id = m.id WHERE m.is_admin",
      ),
    ).toEqual({
      n: [at.userId('ines'), at.userId('tomas')].sort().join(),
    });
    expect((await at.type('ines', 'general', 'setup')).buttons).toContain('Link something else');
    expect((await at.type('ines', 'general', 'setup')).text).toContain('[Add a stream]');
  });

  it('takes a role away at once: a form that was open is refused when it is sent', async () => {
    await at.press('ines', await at.type('ines', 'general', 'setup'), 'Name and zone');
    await at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Roles');
    await at.send('tomas', { adminIds: [at.userId('tomas')] });
    const refused = await at.send('ines', { name: 'Mine' });
    expect(refused.view?.errors).toEqual({ name: 'Only admins may change how Millrace is set up: tomas. Ask one of them.' });
    expect(await one('SELECT name FROM organization')).toEqual({ name: 'Lindenhof' });
  });

  it('unlinks and links anew without losing anything', async () => {
    const gone = await at.press('mei', await at.type('mei', 'checkout', 'setup'), 'Unlink this channel');
    expect(gone.text).toContain("This channel isn't linked any more.");
    expect((await at.type('mei', 'checkout')).text).toContain("isn't linked");
    const teams = await at.press('mei', await at.type('mei', 'checkout'), 'Link my team');
    expect(teams.buttons).toEqual(['Checkout', 'A new team', 'Something else']);
    expect((await at.press('mei', teams, 'Checkout')).text).toContain("This channel is Checkout's now.");
    expect(await one('SELECT count(*)::int AS n FROM place WHERE team_id IS NOT NULL AND announces')).toEqual({ n: 1 });
  });

  it('never sent anything that the platform refuses', () => {
    expect(at.refusals()).toEqual([]);
  });
});

describeStages('two who finish setup at once', (open) => {
  it('make one admin; the other is told', async () => {
    const { opened, at, stop } = await open();
    try {
      for (const as of ['tomas', 'amara']) await at.press(as, await at.type(as, 'general'), 'Set up');
      const [first, second] = await Promise.all([
        at.send('tomas', { name: 'Of Tomas', zone: 'Europe/Prague' }),
        at.send('amara', { name: 'Of Amara', zone: 'Europe/Berlin' }),
      ]);
      const admins = await opened.database.client.$queryRawUnsafe<{ name: string }[]>('SELECT name FROM member WHERE is_admin');
      expect(admins).toHaveLength(1);
      const [winner, loser] = admins[0]?.name === 'tomas' ? [first, second] : [second, first];
      expect(winner.text).toContain('and you are its admin');
      expect(Object.values(loser.view?.errors ?? {}).join()).toMatch(
        /Somebody else finished the setup a moment ago|Only admins may change/,
      );
      expect(await row(opened.database, 'SELECT name FROM organization')).toEqual({
        name: admins[0]?.name === 'tomas' ? 'Of Tomas' : 'Of Amara',
      });
      expect(await row(opened.database, "SELECT count(*)::int AS n FROM event WHERE kind = 'set up'")).toEqual({ n: 1 });
    } finally {
      await stop();
    }
  });
});

describeStages('an admin who hands over halfway', (open) => {
  it('is asked nothing more that only admins may answer; the new admin is', async () => {
    const { at, stop } = await open();
    try {
      await at.press('tomas', await at.type('tomas', 'general'), 'Set up');
      await at.press('tomas', await at.send('tomas', { name: 'Lindenhof', zone: 'Europe/Berlin' }), 'Add a stream');
      await at.press('tomas', await at.send('tomas', { name: 'Payments', key: 'PAY' }), 'Choose people');
      const gone = await at.send('tomas', { adminIds: [at.userId('ines')] });
      expect(gone.text).toContain('Saved.');
      expect(gone.text).not.toContain('test message');
      expect(gone.buttons).toEqual(['Link my team', 'Link something else']);
      expect(await at.channel('general')).toEqual([]);
      expect((await at.type('ines', 'general', 'setup')).buttons).toContain('Send a test message');
    } finally {
      await stop();
    }
  });
});
