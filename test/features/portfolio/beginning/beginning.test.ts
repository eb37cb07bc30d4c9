import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyEpicEvent, type EpicSnapshot } from '../../../../src/model/epic/epic-event.ts';
import type { TestDatabase } from '../../../support/databases.ts';
import { found, row } from '../../../support/play.ts';
import type { Play, Told } from '../../../support/scene.ts';
import { describeStages, type Stage } from '../../../support/stages.ts';

// Each test goes on where the one before it ended (VOICE, "the first ten minutes", the leader's).
describeStages("a leader's first ten minutes", (open) => {
  let stage: Stage;
  let opened: TestDatabase;
  let at: Play;
  const bare = (told: Told) => told.text.replaceAll('*', '');
  const epics = () => opened.database.client.epic.findMany({ orderBy: { createdAt: 'asc' } });
  const limit = async () => (await row(opened.database, 'SELECT bet_limit AS n FROM organization'))?.n;
  const written = async (handle: string) => (await at.letters(handle)).map((one) => one.text.replaceAll('*', ''));

  beforeAll(async () => {
    stage = await open();
    ({ opened, at } = stage);
    await found(at, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 4, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    await at.type('tomas', 'general', 'setup roles');
    await at.send('tomas', { adminIds: [at.userId('tomas')], leaderIds: [at.userId('amara')] });
  });
  afterAll(() => stage.stop());

  it('offers a leader, and nobody else, to link the portfolio, and asks where to win', async () => {
    expect((await at.type('jonas', 'general')).buttons).not.toContain('Link the portfolio');
    const here = await at.type('amara', 'general');
    expect(here.text).toContain("This channel isn't linked to a team, stream or portfolio yet.");
    const linked = await at.press('amara', here, 'Link the portfolio');
    expect(linked.text).toContain('This channel is about the portfolio now.');
    expect(linked.text).toContain('Where must we win? One sentence is enough.');
    // Others see what runs, and are asked nothing.
    const seen = await at.type('jonas', 'general');
    expect(seen.text).toContain('No bet is running yet.');
    expect(seen.text).not.toContain('Where must we win?');
    expect((await at.type('jonas', 'general', 'next')).text).toContain('Nothing is ready to invest in.');
    expect((await at.type('tomas', 'general', 'setup')).text).toContain('linked to the portfolio');
  });

  it('takes a sentence for the first theme, with its decision', async () => {
    await at.press('amara', await at.type('amara', 'general'), 'Say it');
    const long = await at.send('amara', { winWhere: 'With shops', name: 'x'.repeat(81) });
    expect(Object.values(long.view?.errors ?? {}).join()).toContain('may have up to 80 characters. This one has 81.');
    const said = await at.send('amara', {
      name: '',
      winWhere: 'With people who wait for a refund. They leave, and tell their friends about it.',
    });
    expect(bare(said)).toContain('T-1 · With people who wait for a refund. They… is what we follow now. Noted as D-');
    expect(said.text).toContain('What is running now? One title per line.');
    expect(await row(opened.database, "SELECT state FROM theme WHERE key = 'T-1'")).toEqual({ state: 'active' });
  });

  it('takes a list whole or not at all, and keeps what was typed', async () => {
    await at.press('amara', await at.type('amara', 'general', 'portfolio'), 'List what runs');
    const refused = await at.send('amara', { titles: 'Easier checkout\neasier CHECKOUT' });
    expect(Object.values(refused.view?.errors ?? {}).join()).toContain('Lines 1 and 2 are the same: “Easier checkout”.');
    expect(await epics()).toEqual([]);
    const listed = await at.send('amara', { titles: '- Easier checkout\n2. Partner onboarding\n\nReceipts <!channel> by *e-mail*' });
    expect(listed.text).toContain('3 bets are running, so the limit is 3. Lower it when you like.');
    expect(listed.text).toContain('3 of 3 have no anticipated outcome. Who looks after them?');
    expect(await limit()).toBe(3);
    expect((await epics()).map((one) => [one.key, one.state, one.before])).toEqual([
      ['E-1', 'investing', true],
      ['E-2', 'investing', true],
      ['E-3', 'investing', true],
    ]);
    expect((await at.type('jonas', 'general', 'E-2')).text).toContain('Investing since before Millrace');
    expect((await at.type('jonas', 'general', 'decisions')).text).toContain('What ran before Millrace? E-1 to E-3');
  });

  it('names owners a few at a time, and asks each with one message', async () => {
    const asked = await at.press('amara', await at.type('amara', 'general'), 'Name owners');
    expect(asked.view).toBeDefined();
    await at.send('amara', {});
    expect(at.hasForm('amara')).toBe(true);
    const named = await at.send('amara', { first: at.userId('mei'), second: at.userId('mei') });
    expect(bare(named)).toContain('E-1 · Easier checkout: mei');
    expect(named.text).toContain('3 of 3 have no anticipated outcome. 1 of these has no owner. Ask the owners of the others?');
    const told = await at.press('amara', named, 'Ask, one message each');
    expect(told.text).toContain('Asked mei.');
    expect(told.text).toContain('1 has no owner yet.');
    const letters = await written('mei');
    expect(letters.filter((one) => one.includes('amara asks: what do you hope gets better'))).toHaveLength(1);
    expect(letters.join()).toContain('E-2 · Partner onboarding');
    expect(letters.join()).not.toContain('Receipts');
    // Asked once: the question is not put again.
    expect((await at.type('amara', 'general')).text).not.toContain('no anticipated outcome');
  });

  it('lets the leader answer what is their own, and asks nobody twice a day', async () => {
    await at.press('amara', await at.type('amara', 'general', 'E-3'), 'Details');
    await at.send('amara', { ownerId: at.userId('amara') });
    const again = await at.press('amara', await at.type('amara', 'general', 'outcome'), 'Ask the owners');
    expect(again.text).toContain('Yours to answer:');
    await at.press('amara', again, 'Write it');
    await at.send('amara', { outcome: 'Fewer people call for a copy' });
    expect((await written('mei')).filter((one) => one.includes('amara asks'))).toHaveLength(1);
    expect((await at.type('amara', 'general', 'outcome')).text).not.toContain('E-3');
  });

  it('keeps a limit that people set, takes no title twice, and stops listing after the beginning', async () => {
    await at.type('amara', 'general', 'portfolio running');
    const known = await at.send('amara', { titles: 'A calmer till\nPARTNER onboarding' });
    expect(Object.values(known.view?.errors ?? {}).join()).toContain('Line 2 is in the portfolio already, as E-2');
    const more = await at.send('amara', { titles: 'A calmer till' });
    expect(more.text).toContain('4 bets are running, so the limit is 4.');
    await at.press('amara', more, 'Change the limit');
    await at.send('amara', { betLimit: '2', reason: 'Two are enough' });
    await at.type('amara', 'general', 'portfolio running');
    const over = await at.send('amara', { titles: 'Parcel lockers' });
    expect(over.text).toContain('5 bets are running; the limit is 2. To start another, finish or stop some first.');
    expect(await limit()).toBe(2);
    await row(opened.database, "UPDATE epic SET started_at = now() - interval '31 days' WHERE key = 'E-1' RETURNING key");
    expect((await at.type('amara', 'general', 'portfolio running')).text).toContain(
      'What ran before Millrace is listed at the beginning, within 30 days, and these are over.',
    );
    expect((await at.type('mei', 'checkout', 'portfolio running')).text).toContain('This is for leaders: amara.');
  });

  it('lets go of the place by leaders and admins only, and left a log that tells the tables', async () => {
    expect((await at.type('mei', 'general', 'setup unlink')).text).toContain('This is for leaders');
    expect((await at.type('amara', 'general', 'setup unlink')).text).toContain("isn't linked any more");
    await row(opened.database, "UPDATE epic SET started_at = created_at WHERE key = 'E-1' RETURNING key");
    const log = await opened.database.client.event.findMany({ where: { subjectType: 'epic' }, orderBy: { subjectVersion: 'asc' } });
    for (const epic of await epics()) {
      const told = log
        .filter((one) => one.subjectId === epic.id)
        .reduce<EpicSnapshot | null>((before, { kind, data, at: when }) => applyEpicEvent(before, { kind, data } as never, when), null);
      expect([epic.key, epic.state, epic.before, epic.ownerId]).toEqual([epic.key, told?.state, told?.before, told?.ownerId]);
    }
    expect(at.refusals()).toEqual([]);
  });

  it('does not begin anew once a theme was written, though it is retired by now', async () => {
    await row(opened.database, "UPDATE theme SET state = 'retired' RETURNING key");
    expect((await at.type('amara', 'general', 'portfolio')).text).not.toContain('Where must we win?');
  });
});

describeStages('a leader who puts everything off', (open) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await open();
    await found(stage.at, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 4, streams: ['PAY'], people: ['mei'], channel: 'checkout' }],
    });
    await stage.at.type('tomas', 'general', 'setup roles');
    await stage.at.send('tomas', { adminIds: [stage.at.userId('tomas')], leaderIds: [stage.at.userId('amara'), stage.at.userId('lotte')] });
  });
  afterAll(() => stage.stop());

  it('is asked the next question, and then nothing', async () => {
    const { at } = stage;
    const where = await at.type('amara', 'general', 'portfolio');
    const running = await at.press('amara', where, 'Not now');
    expect(running.text).toContain('What is running now?');
    const none = await at.press('amara', running, 'Nothing runs yet');
    expect(none.text).toContain('That is all for now.');
    const after = await at.type('amara', 'general', 'portfolio');
    expect(after.text).not.toContain('What is running now?');
    expect(after.text).toContain('There are no epics yet.');
    expect(at.refusals()).toEqual([]);
  });

  it('gives the place up to a team only with a word, and offers nobody without a team to take it', async () => {
    const { at, opened } = stage;
    await at.press('amara', await at.type('amara', 'logistics'), 'Link the portfolio');
    const without = await at.type('jonas', 'logistics', 'board');
    expect(without.text).toContain("This channel is the portfolio's, and you are in no team.");
    expect(without.buttons).not.toContain('Link my team');
    expect((await at.type('jonas', 'logistics', 'setup link')).text).toContain('This is for leaders and admins: amara');
    await at.type('amara', 'logistics', 'setup link');
    const taken = await at.send('amara', { name: 'Ops', streamIds: ['PAY · Payments'], wipLimit: '3' });
    expect(taken.text).toContain("This channel is Ops's now. It was the portfolio's.");
    const kinds = await opened.database.client.event.findMany({
      where: { subjectType: 'organization' },
      orderBy: { subjectVersion: 'asc' },
    });
    expect(kinds.map((one) => one.kind).filter((kind) => kind.startsWith('portfolio'))).toEqual(['portfolio linked', 'portfolio unlinked']);
  });

  it('may list what runs all the same; of two who do so at once, one is told that it is there', async () => {
    const { at, opened } = stage;
    for (const as of ['amara', 'lotte']) await at.type(as, 'general', 'portfolio running');
    const told = await Promise.all(['amara', 'lotte'].map((as) => at.send(as, { titles: 'Easier checkout\nA calmer till' })));
    const said = told.map((one) => `${one.text} ${Object.values(one.view?.errors ?? {}).join(' ')}`);
    expect(said.filter((one) => one.includes('2 bets are running, so the limit is 2.'))).toHaveLength(1);
    expect(said.filter((one) => one.includes('Line 1 is in the portfolio already, as E-'))).toHaveLength(1);
    expect(await opened.database.client.epic.count()).toBe(2);
    expect(await row(opened.database, 'SELECT bet_limit AS n FROM organization')).toEqual({ n: 2 });
  });

  it('asks an owner of many bets about all of them, and lists no more once a bet passed the gate', async () => {
    const { at, opened } = stage;
    await at.type('amara', 'general', 'portfolio running');
    const titles = Array.from({ length: 12 }, (_, n) => `A bet of ours, number ${n + 1}`);
    expect((await at.send('amara', { titles: titles.join('\n') })).text).toContain('14 bets are running, so the limit is 14.');
    await row(opened.database, "UPDATE epic SET owner_id = (SELECT m.id FROM member m WHERE m.name = 'mei') RETURNING key");
    await at.press('amara', await at.type('amara', 'general', 'outcome'), 'Ask the owners');
    expect((await at.letters('mei')).at(-1)?.text).toContain('And 4 more: ');
    expect((await at.type('mei', 'checkout', 'E-1')).text.replaceAll('*', '')).toContain('State: Investing since before Millrace');
    await row(opened.database, "UPDATE epic SET before = false WHERE key = 'E-1' RETURNING key");
    expect((await at.type('amara', 'general', 'portfolio running')).text).toContain('and a bet has passed the gate since.');
    expect(at.refusals()).toEqual([]);
  });
});
