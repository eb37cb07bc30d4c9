import { expect, it } from 'vitest';
import { appForSuite } from '../../support/app.ts';
import { describeDatabases } from '../../support/databases.ts';
import { plain } from '../../support/plain.ts';
import { play } from '../../support/play.ts';

describeDatabases('strategy and outcomes in the demo organization', (open) => {
  const app = appForSuite(open, { demo: true });
  const says = async (words: string) => (await plain(play(app)).type('ruth', 'general', words)).text;

  it('shows where to win, what is measured, and what changed', async () => {
    const told = await says('strategy');
    expect(told).toContain('T-1 · Buying without friction: With people who buy on a phone and have never bought here before');
    expect(told).toContain('K-1 · Shoppers who give up at the card form: 38 % → 30 %, 34 % on');
    expect(told).toContain('A second order within 90 days: 22 % → 27 %, not measured yet');
    expect(told).not.toContain('Growth by discounts');
    // It was last looked at when it was activated, more than 90 days ago.
    expect(told).toMatch(/Parcels that raise no questions: .* Does it still hold\?/);
    expect(told).toMatch(/Open epics that name a key result: 5 of 12 \(42 %\)\./);
    expect(await says('strategy since')).toContain('Trade-offs: “Fewer fields even over more data about shoppers; Returning');
    expect(await says('strategy since')).toContain('K-1 · Shoppers who give up at the card form: 34 %, 35.5 % before.');
    expect(await says('T-4')).toContain('Retired');
  });

  it('has decisions on its themes, each the answer to one question', async () => {
    const decided = await says('decisions follow');
    expect(decided).toContain('Do we follow T-1? Yes, still true.');
    expect(decided).toContain('Do we follow T-1? Yes, changed: trade-offs.');
    expect(decided).toContain('Do we follow T-4? No longer: retired. Because: They came once, for the discount.');
    expect(await says('decisions')).toContain('Do we follow T-1? Yes, still true.');
    expect(await says('D-1')).toMatch(/Do we follow T-\d\?/);
    // A draft is nobody's direction yet, so nothing was decided on it.
    expect(await says('T-5')).toContain('Draft');
    expect(await says('decisions follow')).not.toContain('T-5');
  });

  it('tells why an item is worth doing, up to where we must win', async () => {
    for (const words of ['why PAY-12', 'why E-7']) {
      const told = await says(words);
      expect(told).toContain('Key result: K-1 · Shoppers who give up at the card form: 38 % → 30 %');
      expect(told).toContain('Theme: T-1 · Buying without friction');
      expect(told).toContain('Where must we win: With people who buy on a phone');
    }
    expect(await says('why E-8')).toContain('Theme: none named');
  });

  it('asks the owner on Home what came of what was delivered a while ago', async () => {
    await app.database.client.epic.updateMany({ where: { key: 'E-5' }, data: { reviewLag: 14 } });
    const home = async (as: string) => (await app.driver.home({ as, until: 'shown' })).text.replaceAll('*', '');
    expect(await home('jonas')).toContain('E-5 · Parcels that tell where they are: delivered a while ago. What came of it?');
    expect(await home('greta')).not.toContain('What came of it?');
    await app.database.client.epic.updateMany({ where: { key: 'E-5' }, data: { reviewLag: 30 } });
  });

  it('has a roadmap by states, and reviews that are due, coming and done', async () => {
    const map = await says('roadmap');
    expect(map).toMatch(/Now · 5[\s\S]*E-7 · Easier checkout[\s\S]*Next · 2[\s\S]*E-9 · Loyalty points[\s\S]*Later · 5/);
    const told = await says('review');
    expect(told).toMatch(/E-5 · Parcels that tell where they are: (due since|on)/);
    expect(told).toMatch(/Coming up:[\s\S]*E-3 · Partner onboarding/);
    expect(told).toContain('E-2 · Labels without queues: partly met on');
    expect(told).toContain('Feature Factory Ratio: 27 % (4 of 15)');
    expect(told).toMatch(/Finished items linked to an outcome, 12 weeks: \d+ % \(\d+ of \d+\)/);
  });
});
