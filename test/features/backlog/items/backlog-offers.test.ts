import { afterAll, expect, it } from 'vitest';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('what is offered to whom', (open) => {
  const app = appForSuite(open, { demo: true });
  afterAll(() => {
    expect(app.driver.refusals).toEqual([]);
  });
  const type = async (as: string, channel: string, words: string) => {
    const { text, message } = await app.driver.command({ as, channel, text: `/flow ${words}`.trim() });
    return { text, labels: message ? app.driver.buttons(message).map((one) => one.label) : [] };
  };

  it('is on a card only what the asker may do', async () => {
    expect((await type('mei', 'checkout', 'PAY-12')).labels).toEqual(expect.arrayContaining(['Pull it', 'Edit', 'More']));
    expect((await type('mei', 'checkout', 'PAY-12')).labels).not.toContain('Park');
    const owner = (await type('ines', 'payments', 'PAY-12')).labels;
    expect(owner).toEqual(expect.arrayContaining(['Edit', 'Park', 'To the bottom']));
    expect(owner).not.toContain('Pull it');
    for (const key of ['PAY-12', 'PAY-14', 'PAY-3', 'PAY-8']) expect((await type('ruth', 'general', key)).labels).not.toContain('Board');
    expect((await type('ruth', 'general', 'PAY-12')).labels).toEqual(['More']);
    expect((await type('ruth', 'general', 'PAY-14')).labels).toEqual(['More']);
  });

  it('lets whoever added an item park it while it is being refined', async () => {
    const added = await type('ruth', 'general', 'add PAY Receipts by pigeon');
    const key = /PAY-\d+/.exec(added.text)?.[0] ?? '';
    expect((await type('ruth', 'general', key)).labels).toEqual(expect.arrayContaining(['Park']));
  });

  it('is no next item where nobody could take it', async () => {
    const board = await type('ines', 'payments', 'board');
    expect(board.labels).not.toContain('Next');
    expect((await type('mei', 'checkout', 'board')).labels).toContain('Next');
  });

  it('is said once: the stage of a board heads its items', async () => {
    const { text } = await type('ines', 'payments', 'board');
    expect(text).toMatch(/in review.* · 1/);
    expect(text).toMatch(/PAY-5\* · [^\n]*: day \d+\n?/);
    expect(text).not.toContain(', in review');
  });

  it('tells people in their direct message what they are here', async () => {
    expect((await type('jonas', 'dm', '')).text).toContain('You own Logistics.');
    expect((await type('amara', 'dm', '')).text).toContain('You are a leader.');
    expect((await type('ruth', 'dm', '')).text).toContain('You are in no team yet.');
  });

  it('says of what was merged that it was, and of an epic that it is no item', async () => {
    await type('ines', 'payments', 'merge PAY-26 into PAY-44');
    for (const words of ['split PAY-26', 'park PAY-26', 'merge PAY-26 into PAY-14'])
      expect((await type('ines', 'payments', words)).text).toContain('PAY-26 was merged into another, so');
    expect((await type('amara', 'general', 'challenge E-7')).text).toContain("E-7 isn't an item.");
  });

  it('asks no help for what was split: its parts count', async () => {
    for (const words of ['pull', 'pull']) await type('mei', 'checkout', words);
    const first = (await type('mei', 'checkout', 'board')).text;
    const key = first.match(/PAY-\d+/g)?.find((one) => one !== 'PAY-3' && one !== 'PAY-5') ?? '';
    await type('mei', 'checkout', `split ${key}`);
    await app.driver.submit({ as: 'mei', values: { titles: 'One half\nThe other half' } });
    const full = await type('mei', 'checkout', 'next');
    expect(full.text).toContain('Checkout is full: 4 of 4 in progress.');
    expect(full.text).not.toContain(`${key}* ·`);
  });
});
