import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../support/databases.ts';
import { addReady, fingerprint, found, row } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import { describeStages, type Stage } from '../support/stages.ts';

describeStages('several teams and streams', (open) => {
  let stage: Stage;
  let opened: TestDatabase;
  let at: Play;
  const state = async (key: string) => (await row(opened.database, 'SELECT state FROM item WHERE key = $1', key))?.state;

  beforeAll(async () => {
    stage = await open();
    ({ opened, at } = stage);
    await found(at, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'ines', limit: 1 },
        { key: 'LOG', name: 'Logistics' },
      ],
      teams: [
        { name: 'Checkout', limit: 3, streams: ['PAY', 'LOG'], people: ['mei', 'oskar'], channel: 'checkout' },
        { name: 'Platform', limit: 3, streams: ['LOG', 'PAY'], people: ['mei', 'samir'], channel: 'platform' },
      ],
    });
    await at.press('tomas', await at.type('tomas', 'payments', 'setup'), 'Link something else');
    await at.send('tomas', { target: 'PAY · Payments' });
    // A person's direct message with the bot exists once they opened it.
    for (const as of ['mei', 'ruth', 'oskar']) await at.home(as);
  });
  afterAll(() => stage.stop());

  it('asks for the stream where the place does not tell, and takes its key as the first word', async () => {
    const before = await row(opened.database, 'SELECT count(*)::int AS n FROM item');
    const asked = await at.type('mei', 'checkout', 'add Parcels by bike');
    expect(asked.text).toContain('Which stream is it for?');
    expect(asked.buttons).toEqual(['PAY · Payments', 'LOG · Logistics']);
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM item')).toEqual(before);
    expect(await addReady(at, 'mei', 'checkout', 'PAY Save a card')).toBe('PAY-1');
    expect(await addReady(at, 'mei', 'checkout', 'LOG Parcels by bike')).toBe('LOG-1');
    // Only capitals name a stream: "Pay" begins a sentence.
    expect((await at.type('ines', 'payments', 'add Pay by invoice')).text).toContain('PAY-2 · Pay by invoice');
    expect((await at.type('mei', 'checkout', 'backlog')).buttons).toContain('LOG · Logistics');
    expect((await at.type('mei', 'checkout', 'backlog log')).text).toContain('LOG-1');
    expect((await at.type('mei', 'checkout', 'backlog XX')).text).toBe("I don't know a stream “XX”. There are LOG, PAY.");
  });

  it("goes through a team's streams in its own order, and names the stream", async () => {
    const checkout = await at.type('oskar', 'checkout', 'next');
    expect(checkout.text).toContain('Next for Checkout: PAY-1');
    expect(checkout.text).toContain('Payments is the first of your streams with something to take.');
    expect((await at.type('samir', 'platform', 'next')).text).toContain('Next for Platform: LOG-1');
  });

  it("speaks for the place's team, whoever asks there", async () => {
    expect((await at.type('mei', 'platform', 'next')).text).toContain('Next for Platform');
    expect((await at.type('mei', 'checkout', 'next')).text).toContain('Next for Checkout');
    expect((await at.type('ruth', 'checkout', 'next')).text).toContain('Next for Checkout');
  });

  it('asks a person of several teams once, remembers it, and lets it be changed', async () => {
    const asked = await at.type('mei', 'general', 'next');
    expect(asked.text).toContain('Which team are you asking for? I will remember it.');
    expect(asked.buttons).toEqual(['Checkout', 'Platform']);
    const chosen = await at.press('mei', asked, 'Platform');
    expect(chosen.text).toContain("I'll remember: you speak for Platform.");
    expect((await at.press('mei', chosen, 'Go on: /flow next')).text).toContain('Next for Platform');
    expect((await at.type('mei', 'general', 'next')).text).toContain('Next for Platform');
    expect(await row(opened.database, 'SELECT t.name FROM member m JOIN team t ON t.id = m.chosen_team_id')).toEqual({ name: 'Platform' });

    const here = await at.type('mei', 'dm');
    expect(here.text).toContain('Platform\nNext: LOG-1');
    expect(here.buttons).toContain('I speak for Checkout');
    await at.press('mei', here, 'I speak for Checkout');
    expect((await at.type('mei', 'dm', 'next')).text).toContain('Next for Checkout: PAY-1');
  });

  it('tells a person of no team what to do', async () => {
    const lost = await at.type('ruth', 'general', 'pull');
    expect(lost.text).toContain("I don't know which team you mean: this channel isn't linked to one, and you are in none.");
    expect(lost.buttons).toEqual(['Link my team']);
    expect((await at.type('ruth', 'dm')).text).toContain('You are in no team yet.');
    const nowhere = await at.press('ruth', await at.type('ruth', 'dm', 'next'), 'Link my team');
    expect(nowhere.text).toBe(
      'A direct message is not a place of a team, stream or portfolio. Type /flow in the channel that you want to link.',
    );
  });

  it('works in a direct message for a person of one team', async () => {
    expect((await at.type('oskar', 'dm')).text).toContain('Checkout\nNext: PAY-1');
    expect((await at.type('oskar', 'dm', 'pull')).text).toContain('Checkout has PAY-1 · Save a card. 1 of 3 in progress.');
    expect((await at.channel('checkout')).map((one) => one.text)).toEqual([
      'Checkout pulled PAY-1 · Save a card, for returning shoppers. 1 of 3 in progress.',
    ]);
    expect(await at.channel('platform')).toEqual([]);
  });

  it("shows a stream in the stream's channel", async () => {
    const here = await at.type('ruth', 'payments');
    expect(here.text).toContain('Payments\n');
    expect(here.text).toContain('decides the order.');
    expect(here.text).toContain('Pulled by Checkout, Platform.');
    expect((await at.type('ruth', 'payments', 'board')).text).toContain('Payments: in progress');
    expect((await at.type('ruth', 'payments', 'board')).text).toContain('PAY-1');
    expect((await at.type('ruth', 'payments', 'backlog')).text).toContain('PAY-2');
  });

  it("keeps a stream's limit over all its teams: passes it over, and says so when nothing else is there", async () => {
    await addReady(at, 'mei', 'checkout', 'PAY Clearer decline messages');
    expect((await at.type('samir', 'platform', 'pull PAY-3')).text).toContain('Payments is full: 1 of 1 in progress over all its teams.');
    expect((await at.type('oskar', 'checkout', 'next')).text).toContain('Next for Checkout: LOG-1');
    expect((await at.type('oskar', 'checkout', 'pull')).text).toContain('Checkout has LOG-1');
    const before = await fingerprint(opened.database);
    for (const words of ['next', 'pull', 'pull PAY-3']) {
      const full = await at.type('oskar', 'checkout', words);
      expect(full.text, words).toContain('Payments is full: 1 of 1 in progress over all its teams. PAY-3 is next when there is room.');
      expect(full.text, words).toContain('Could someone help PAY-1 along?');
    }
    expect(await fingerprint(opened.database)).toEqual(before);
    await at.type('oskar', 'checkout', 'done PAY-1');
    expect((await at.type('oskar', 'checkout', 'pull')).text).toContain('Checkout has PAY-3');
    expect(await state('PAY-3')).toBe('delivery');
  });

  it('shows the board in the order of the work, not of the clock', async () => {
    await at.type('oskar', 'checkout', 'move LOG-1 in review');
    const text = (await at.type('oskar', 'checkout', 'board')).text;
    expect(text.indexOf('in progress · 1')).toBeGreaterThan(0);
    expect(text.indexOf('in review · 1')).toBeGreaterThan(text.indexOf('in progress · 1'));
  });

  it("does not let a team pull from a stream that isn't its own, and names the act that would", async () => {
    await at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Add a stream');
    await at.send('tomas', { name: 'Identity', key: 'IDN' });
    await at.type('tomas', 'general', 'add IDN Passkeys');
    const told = await at.type('oskar', 'checkout', 'pull IDN-1');
    expect(told.text).toBe("Checkout doesn't pull from Identity, where IDN-1 is. An admin can add the stream to the team: /flow setup.");
    expect(await state('IDN-1')).toBe('refining');
  });

  it('never sent anything that the platform refuses', () => {
    expect(at.refusals()).toEqual([]);
  });
});
