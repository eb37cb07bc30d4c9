import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../support/databases.ts';
import { addReady, fingerprint, found, row } from '../support/play.ts';
import type { Play, Told } from '../support/scene.ts';
import { describeStages, type Stage } from '../support/stages.ts';

const NAME_OF = 'SELECT m.name FROM member m JOIN account a ON a.member_id = m.id WHERE a.external_user = $1';

// Each test goes on where the one before it ended: the first weeks of one team.
describeStages('a team with one stream', (open) => {
  let stage: Stage;
  let opened: TestDatabase;
  let at: Play;
  const item = (key: string) => row(opened.database, 'SELECT * FROM item WHERE key = $1', key);
  const events = async (key: string) =>
    (
      await opened.database.client.$queryRawUnsafe<{ kind: string }[]>(
        'SELECT e.kind FROM event e JOIN item i ON i.id = e.subject_id WHERE i.key = $1 ORDER BY e.subject_version',
        key,
      )
    ).map((one) => one.kind);
  const announced = async (key: string) => (await at.channel('checkout')).filter((one) => one.text.includes(`${key} ·`));
  /** The one announcement of an item: always the same message, with these words now. */
  const expectAnnounced = async (key: string, id: string | undefined, words: string) => {
    expect(await announced(key)).toEqual([{ id, text: words }]);
  };

  beforeAll(async () => {
    stage = await open();
    ({ opened, at } = stage);
    await found(at, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 2, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
  });
  afterAll(() => stage.stop());

  it('says that the backlog is empty, and how to begin', async () => {
    expect((await at.type('mei', 'checkout')).text).toContain('Next: nothing is ready');
    const next = await at.type('mei', 'checkout', 'next');
    expect(next.text).toContain('Nothing is ready for Checkout. You have room for 2, and the backlog has nothing to refine.');
    expect(next.buttons).toEqual(['Paste a list', 'Import', 'Try sample work']);
    expect((await at.type('mei', 'checkout', 'pull')).text).toContain('Nothing is ready for Checkout.');
    expect((await at.type('mei', 'checkout', 'board')).text).toContain('Nothing is in progress.');
    expect((await at.type('mei', 'checkout', 'done')).text).toContain('Nothing is in progress, so there is nothing to finish.');
  });

  it('adds by words', async () => {
    const added = await at.type('mei', 'checkout', 'add Save a card for one-click payment');
    expect(added.text).toContain('PAY-1 · Save a card for one-click payment is first in Payments.');
    expect(await item('PAY-1')).toMatchObject({
      title: 'Save a card for one-click payment',
      state: 'refining',
      kind: 'feature',
      purpose: null,
    });
    const twice = await at.type('mei', 'checkout', 'add Save a card for one-click payment');
    expect(twice.text).toBe('You added PAY-1 with this title a moment ago. If it is a second one, give it another title.');
    expect((await at.type('mei', 'checkout', 'add PAY')).text).toBe(
      'PAY is a stream; the title is missing. Type /flow add PAY and a few words.',
    );
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM item')).toEqual({ n: 1 });
  });

  it('adds by form, from anywhere and by anybody', async () => {
    await at.type('ruth', 'general', 'add');
    const refused = await at.send('ruth', { title: ' \u200d ', kind: 'Defect' });
    expect(refused.view?.errors).toEqual({ title: 'Title is needed.' });
    const added = await at.send('ruth', { title: 'Clearer decline messages', purpose: 'shoppers who are declined' });
    expect(added.text).toContain('PAY-2 · Clearer decline messages is at the end of Payments, second.');
    expect(await item('PAY-2')).toMatchObject({ kind: 'defect', purpose: 'shoppers who are declined' });
  });

  it('says what an item needs, and makes it ready when the last check passes', async () => {
    const missing = await at.type('mei', 'checkout', 'ready PAY-1');
    expect(missing.text).toContain("isn't ready yet. It needs a purpose line, acceptance criteria, and a look at its size.");
    await at.press('mei', missing, 'Fill in');
    const some = await at.send('mei', { purpose: 'For returning shoppers', criteria: 'A card can be saved' });
    expect(some.text).toContain('It needs a look at its size.');
    expect(await item('PAY-1')).toMatchObject({ state: 'refining', criteria: 'A card can be saved', small_enough: false });
    await at.press('mei', some, 'Fill in');
    expect((await at.send('mei', { small: ['yes'] })).text).toContain(
      'PAY-1 · Save a card for one-click payment is ready, first in Payments.',
    );
    expect(await item('PAY-1')).toMatchObject({ state: 'ready', version: 2 });
    expect((await at.type('mei', 'checkout', 'ready PAY-1')).text).toBe('PAY-1 is ready already. /flow pull PAY-1 takes it.');
    expect((await at.type('mei', 'checkout', 'ready')).text).toContain('PAY-2');
  });

  it('takes readiness back when a check is emptied, and gives it again', async () => {
    await at.press('mei', await at.type('mei', 'checkout', 'PAY-1'), 'Edit');
    const back = await at.send('mei', { criteria: '' });
    expect(back.text).toContain('goes back to refining, because a check no longer passes.');
    expect(await item('PAY-1')).toMatchObject({ state: 'refining', criteria: null });
    await at.press('mei', back, 'Fill in');
    await at.send('mei', { criteria: 'A card can be saved' });
    expect(await item('PAY-1')).toMatchObject({ state: 'ready' });
  });

  it('lets strangers read but not refine, move, or block, and says who may', async () => {
    const who = 'This is for the owner of Payments (ines) and the teams that pull from it (Checkout).';
    // She was picked in a form, and wrote nothing yet.
    expect(await row(opened.database, NAME_OF, at.userId('ines'))).toEqual({ name: 'ines' });
    const before = await fingerprint(opened.database);
    for (const words of ['ready PAY-2', 'done PAY-1', 'move PAY-1 in review', 'block PAY-1', 'block PAY-1 rain', 'unblock PAY-1']) {
      const told = await at.type('ruth', 'general', words);
      expect(told.text, words).toBe(`${who} Ask one of them, or type it in the channel of your team.`);
    }
    expect((await at.type('ruth', 'general', 'PAY-1')).text).toContain('For returning shoppers.');
    const { member: _m, account: _a, ...rest } = before;
    expect(await fingerprint(opened.database)).toMatchObject(rest);
  });

  it('reads a key in every way people type it', async () => {
    const shown = await at.type('mei', 'checkout', 'show PAY-1');
    expect(shown.text).toContain('Where: Ready, first in the backlog');
    for (const typed of ['PAY-1', 'pay-1', 'pay1', 'PAY–1', 'PAY—1', 'PAY‑1', 'ＰＡＹ-１', 'pay-１', ' PAY-1 '])
      expect((await at.type('mei', 'checkout', typed)).text, typed).toBe(shown.text);
  });

  it('names the next item, why, and the room there is', async () => {
    const next = await at.type('mei', 'checkout', 'next');
    expect(next.text).toContain('Next for Checkout: PAY-1 · Save a card for one-click payment');
    expect(next.text).toContain('For returning shoppers.');
    expect(next.text).toContain('Why: first in Payments.');
    expect(next.text).toContain('Room: 0 of 2 in progress.');
    const why = await at.press('mei', next, 'Why');
    expect(why.text).toContain('Purpose: For returning shoppers');
    expect(why.text).toContain('Order: first in Payments;');
    expect((await at.press('mei', why, 'Open PAY-1')).text).toContain('Done when: A card can be saved');
    const asked = await at.type('mei', 'checkout', 'next');
    expect((await at.press('mei', asked, 'Not now')).text).toContain('It stays where it is');
    expect(await item('PAY-1')).toMatchObject({ state: 'ready' });
  });

  let id: string | undefined;
  let stale: Told;
  it('pulls it once for two clicks, and tells the channel once', async () => {
    const next = await at.type('mei', 'checkout', 'next');
    const [first, second] = await Promise.all([at.press('mei', next, 'Pull it'), at.press('mei', next, 'Pull it')]);
    expect([first.text, second.text].join()).toContain('Checkout has PAY-1 · Save a card for one-click payment. 1 of 2 in progress.');
    expect(await item('PAY-1')).toMatchObject({ state: 'delivery', rank: null, version: 5 });
    expect((await events('PAY-1')).filter((kind) => kind === 'pulled')).toHaveLength(1);
    id = (await announced('PAY-1'))[0]?.id;
    await expectAnnounced(
      'PAY-1',
      id,
      'Checkout pulled PAY-1 · Save a card for one-click payment, for returning shoppers. 1 of 2 in progress.',
    );
    stale = await at.type('mei', 'checkout', 'PAY-1');
    expect(stale.text).toContain('Where: in progress, day 1, Checkout');
  });

  it('tells who pulled it to somebody who comes too late', async () => {
    const late = await at.type('oskar', 'checkout', 'pull PAY-1');
    expect(late.text).toMatch(/^PAY-1 · .* was pulled by Checkout \(.+\)\. It is in progress\./);
    expect(late.buttons).toEqual(['Move to in review', 'Done', 'Block', 'Board']);
  });

  it('blocks by form with a reason, shows it, and will not block twice', async () => {
    await at.press('oskar', await at.type('oskar', 'checkout', 'PAY-1'), 'Block');
    const empty = await at.send('oskar', { reason: ' \n ' });
    expect(empty.view?.errors).toEqual({ reason: '“What blocks it?” needs an answer.' });
    expect((await at.send('oskar', { reason: 'The bank must open its test account' })).text).toContain(
      'is blocked: The bank must open its test account',
    );
    expect(await item('PAY-1')).toMatchObject({ blocked: true });
    await expectAnnounced(
      'PAY-1',
      id,
      'Checkout works on PAY-1 · Save a card for one-click payment, for returning shoppers. Blocked: The bank must open its test account',
    );
    expect((await at.type('mei', 'checkout', 'board')).text).toContain('day 1, blocked 1 day, the bank must open its test account');
    for (const words of ['block PAY-1', 'block PAY-1 rain'])
      expect((await at.type('mei', 'checkout', words)).text, words).toBe(
        'PAY-1 is blocked already: The bank must open its test account. When that is over, type /flow unblock PAY-1.',
      );
  });

  it('answers a stale button with where things stand, and does nothing', async () => {
    const before = await fingerprint(opened.database);
    const told = await at.press('mei', stale, 'Done');
    expect(told.text).toContain('PAY-1 changed since that message was written.');
    expect(told.text).toContain('is in progress, blocked.');
    expect(await fingerprint(opened.database)).toEqual(before);
  });

  it('unblocks, and blocks by words', async () => {
    expect((await at.type('mei', 'checkout', 'unblock PAY–1')).text).toContain(
      'PAY-1 · Save a card for one-click payment can go on. It waited 1 day.',
    );
    await expectAnnounced('PAY-1', id, 'Checkout works on PAY-1 · Save a card for one-click payment, for returning shoppers. In progress.');
    expect((await at.type('mei', 'checkout', 'unblock PAY-1')).text).toBe("PAY-1 isn't blocked. /flow PAY-1 shows where it stands.");
    await at.type('mei', 'checkout', 'block pay1   the   legal team');
    expect(await row(opened.database, 'SELECT reason FROM blocked_interval WHERE to_at IS NULL')).toEqual({ reason: 'the legal team' });
    await at.press('mei', await at.type('mei', 'checkout', 'PAY-1'), 'Unblock');
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM blocked_interval WHERE to_at IS NOT NULL')).toEqual({ n: 2 });
  });

  it('moves on by button, words, or half the name; a stage that is none is answered with those there are', async () => {
    const asked = await at.type('mei', 'checkout', 'move PAY-1');
    expect(asked.buttons).toEqual(['in review', 'ready', 'done']);
    expect((await at.press('mei', asked, 'in review')).text).toContain('PAY-1 · Save a card for one-click payment is in review.');
    await expectAnnounced('PAY-1', id, 'Checkout works on PAY-1 · Save a card for one-click payment, for returning shoppers. In review.');
    expect((await at.type('mei', 'checkout', 'move PAY-1 In Review')).text).toBe(
      'PAY-1 is in review already. When it is finished, type /flow done PAY-1.',
    );
    await at.type('mei', 'checkout', 'move PAY-1 progress');
    await at.type('mei', 'checkout', 'move PAY-1 review');
    expect(await row(opened.database, 'SELECT s.name FROM item i JOIN stage s ON s.id = i.stage_id')).toEqual({ name: 'in review' });
    expect((await at.type('mei', 'checkout', 'move PAY-1 in revew')).text).toContain('Did you mean in review?');
    const none = await at.type('mei', 'checkout', 'move PAY-1 limbo');
    expect(none.text).toBe('Payments has no stage “limbo”. It goes to in progress, in review, ready, or done.');
    expect((await at.type('mei', 'checkout', 'move PAY-2 in review')).text).toBe(
      'PAY-2 is refining; the clock has not started. Pull it first: /flow pull PAY-2.',
    );
    expect((await at.type('mei', 'checkout', 'done PAY-2')).text).toBe(
      'PAY-2 was never started: it is refining. Pull it first: /flow pull PAY-2.',
    );
  });

  it('gives back to the top and counts it; the first start stays', async () => {
    const started = (await item('PAY-1'))?.started_at;
    expect((await at.type('mei', 'checkout', 'move PAY-1 ready')).text).toContain(
      'is back on top of Payments, ready. Its first start stays.',
    );
    expect(await item('PAY-1')).toMatchObject({ state: 'ready', returns: 1, team_id: null, started_at: started });
    await expectAnnounced('PAY-1', id, 'Checkout gave back PAY-1 · Save a card for one-click payment, for returning shoppers.');
    await at.type('oskar', 'checkout', 'pull');
    expect(await item('PAY-1')).toMatchObject({ state: 'delivery', started_at: started });
    await expectAnnounced(
      'PAY-1',
      id,
      'Checkout pulled PAY-1 · Save a card for one-click payment, for returning shoppers. 1 of 2 in progress.',
    );
  });

  it('finishes, says how long it took, and can take a finish back', async () => {
    expect((await at.type('mei', 'checkout', 'done pay1')).text).toBe(
      'PAY-1 · Save a card for one-click payment is released in 1 day. Well done.\n[Next] [What did we learn?] [Undo]',
    );
    expect(await item('PAY-1')).toMatchObject({ state: 'done', stage_id: null });
    await expectAnnounced(
      'PAY-1',
      id,
      'Checkout finished PAY-1 · Save a card for one-click payment, for returning shoppers. Released in 1 day.',
    );
    expect((await at.type('mei', 'checkout', 'done PAY-1')).text).toBe(
      'PAY-1 is done already. To take that back, type /flow move PAY-1 in review.',
    );
    expect((await at.type('mei', 'checkout', 'ready PAY-1')).text).toBe(
      'PAY-1 is done, so there is nothing to get ready. /flow PAY-1 shows it.',
    );
    expect((await at.type('mei', 'checkout', 'block PAY-1 rain')).text).toBe(
      'PAY-1 is done; there is nothing to block. /flow PAY-1 shows it.',
    );
    expect((await at.type('mei', 'checkout', 'pull PAY-1')).text).toContain('PAY-1 · Save a card for one-click payment is done.');

    expect((await at.type('mei', 'checkout', 'move PAY-1 in review')).text).toContain('is open again, in review. Its first start stays.');
    expect(await item('PAY-1')).toMatchObject({ state: 'delivery', reopened: 1, finished_at: null });
    await expectAnnounced('PAY-1', id, 'Checkout reopened PAY-1 · Save a card for one-click payment, for returning shoppers. In review.');
    await at.press('mei', await at.type('mei', 'checkout', 'done'), 'Done');
    expect(await item('PAY-1')).toMatchObject({ state: 'done' });
    expect((await at.type('mei', 'checkout', 'PAY-1')).text).toMatch(/Where: Done: released .+, in 1 day by Checkout/);
  });

  it('logged one event for each change', async () => {
    expect(await events('PAY-1')).toEqual(
      [
        'added',
        'edited',
        'edited',
        'readied',
        'edited',
        'unreadied',
        'edited',
        'readied',
        'pulled',
        'blocked',
        'unblocked',
        'blocked',
        'unblocked',
      ].concat(['moved', 'moved', 'moved', 'returned', 'pulled', 'finished', 'reopened', 'finished']),
    );
    expect(
      await row(
        opened.database,
        'SELECT count(*)::int AS n FROM stage_visit v JOIN item i ON i.id = v.item_id WHERE i.key = $1 AND left_at IS NULL',
        'PAY-1',
      ),
    ).toEqual({
      n: 0,
    });
  });

  it('asks one tap why when an item is taken before others', async () => {
    const [first, second] = [
      await addReady(at, 'mei', 'checkout', 'Refund by bank transfer'),
      await addReady(at, 'mei', 'checkout', 'Gift cards'),
    ];
    const asked = await at.type('mei', 'checkout', `pull ${second}`);
    expect(asked.text).toContain(`One ready item stands above ${second} · Gift cards in Payments. ${first} is first. Why this one now?`);
    expect(asked.buttons).toEqual(['Skill', 'Waiting', 'Same area', 'Other', 'Take the first instead']);
    expect(await item(second)).toMatchObject({ state: 'ready' });
    const taken = await at.press('mei', asked, 'Skill');
    expect(taken.text).toContain(`Checkout has ${second} · Gift cards. 1 of 2 in progress. Taken before 1 other: skill.`);
    expect(
      await row(
        opened.database,
        "SELECT data->>'reason' AS reason, data->'passedOver' AS n FROM event WHERE kind = 'pulled' ORDER BY at DESC LIMIT 1",
      ),
    ).toEqual({
      reason: 'skill',
      n: 1,
    });
    const asks = await at.type('mei', 'checkout', `pull ${first}`);
    expect(asks.text).toContain(`Checkout has ${first}`);
  });

  it('is full at its limit: names the oldest, asks for help, pulls nothing', async () => {
    const third = await addReady(at, 'mei', 'checkout', 'Apple Pay');
    const before = await fingerprint(opened.database);
    for (const words of ['next', 'pull', `pull ${third}`]) {
      const full = await at.type('mei', 'checkout', words);
      expect(full.text, words).toContain(`Checkout is full: 2 of 2 in progress. ${third} is next when there is room.`);
      expect(full.text, words).toMatch(/Could someone help PAY-4 along\?/);
      expect(full.buttons, words).toEqual(['Open PAY-4', 'Board', 'Make an exception']);
    }
    expect(await fingerprint(opened.database)).toEqual(before);
    expect((await at.type('mei', 'checkout')).text).toContain(`Next, when there is room: ${third}`);
  });

  it('lowers a limit under what is in progress without ejecting anything', async () => {
    await at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Edit');
    await at.close('tomas');
    // The first is of the stream, the second of the team.
    await at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Edit', 1);
    expect((await at.send('tomas', { wipLimit: '1' })).text).toContain('Saved. What is in progress stays, even over a lower limit.');
    expect((await at.type('mei', 'checkout', 'next')).text).toContain('Checkout is full: 2 of 1 in progress.');
    await at.type('mei', 'checkout', 'done PAY-4');
    expect((await at.type('mei', 'checkout', 'pull')).text).toContain('Checkout is full: 1 of 1 in progress.');
    await at.type('mei', 'checkout', 'done PAY-3');
    expect((await at.type('mei', 'checkout', 'pull')).text).toContain('1 of 1 in progress.');
  });

  it('helps with words, near misses and strangers', async () => {
    expect((await at.type('mei', 'checkout', 'help')).text).toContain('/flow pull [KEY]');
    expect((await at.type('mei', 'checkout', 'help BLOCK')).text).toContain('Say what an item waits for.');
    const near = await at.type('mei', 'checkout', 'bord');
    expect(near.text).toContain("I don't know “bord”. Did you mean /flow board?");
    expect((await at.press('mei', near, '/flow board')).text).toContain('Checkout: in progress');
    for (const [typed, meant] of [
      ['NXT', 'next'],
      ['backlgo', 'backlog'],
      ['ｂｏａｒｄｓ', 'board'],
    ] as const)
      expect((await at.type('mei', 'checkout', typed)).text, typed).toContain(`Did you mean /flow ${meant}?`);
    for (const typed of ['constructor', '__proto__', 'toString', 'xyzzy'])
      expect((await at.type('mei', 'checkout', typed)).text, typed).toBe(`I don't know “${typed}”. Type /flow help to see what I know.`);
    expect((await at.type('mei', 'checkout', 'PAY-999')).text).toBe("I don't know PAY-999. Type /flow backlog to see what there is.");
    expect((await at.type('mei', 'checkout', 'pull soon')).text).toBe("“soon” isn't a key. Keys look like PAY-12. Type /flow pull [KEY].");
    for (const words of ['block', 'show', 'why']) {
      expect((await at.type('mei', 'checkout', words)).view, words).toBeDefined();
      await at.close('mei');
    }
  });

  it('never sent anything that the platform refuses', () => {
    expect(at.refusals()).toEqual([]);
  });
});
