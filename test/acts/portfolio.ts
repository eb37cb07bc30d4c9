import { userId } from '../support/play.ts';
import { type Acts, reads } from './act.ts';
import { pressed, typed } from './delivery.ts';
import { day, form, formBehind, formOf, handOver, option } from './fill.ts';
import { delivered, endReviews, epic, heldId, idea, readyEpic, reviewed, runningEpic, theme, titleOf } from './things.ts';
import { newTitle, run, stream, type Town } from './town.ts';

// What ran before may be listed for a month, and before any bet passed the gate.
const youngPortfolio = (town: Town) => run(town, 'UPDATE epic SET started_at = now(), before = true WHERE started_at IS NOT NULL');

/** Bets that ran before, of which nobody said what they hope for or who looks after them. */
async function ranBefore(town: Town) {
  await youngPortfolio(town);
  await town.at.type('mei', 'checkout', 'portfolio running');
  await town.at.send('mei', { titles: `${newTitle()}\n${newTitle()}` });
}

const fill = async (town: Town, part: string, filling = {}) => {
  const { id } = await epic(town);
  await run(town, 'UPDATE epic SET owner_id = NULL WHERE id = $1::uuid', id);
  return formBehind(town, 'portfolio.fill', { epicId: id, part }, filling);
};

/** Epics: what they hope for, bets on them, and what came of them. */
export const portfolio: Acts = {
  commands: {
    'invest EPIC': async (town) => typed(`invest ${(await readyEpic(town)).key}`),
    'review bets': {
      right: 'governPortfolio',
      arrange: async (town) => {
        await readyEpic(town);
        await endReviews(town);
        return typed('review bets');
      },
    },
    propose: reads,
    portfolio: reads,
    'outcome EPIC': { right: 'shape' },
    'outcome KEY': reads,
    'hold EPIC': reads,
    'stop EPIC': reads,
    'review EPIC': reads,
  },
  actions: {
    'portfolio.move': async (town) => {
      const { id, version } = await epic(town);
      return pressed('portfolio.move', { epicId: id, version, to: 'exploring' });
    },
    'portfolio.scorePart': async (town) => {
      const { id, revision } = await epic(town);
      return pressed('portfolio.scorePart', { epicId: id, revision, part: 'size', value: 3, after: 0, all: false });
    },
    'portfolio.review': async (town) => {
      await readyEpic(town);
      await endReviews(town);
      return pressed('portfolio.review', {});
    },
    'portfolio.startNext': async (town) => {
      const { reviewId } = await reviewed(town);
      const { id, version } = await readyEpic(town);
      return pressed('portfolio.startNext', { reviewId, epicId: id, version });
    },
    'portfolio.betBefore': async (town) => {
      const { id, version } = await readyEpic(town);
      return pressed('portfolio.betBefore', { reviewId: null, epicId: id, version, reason: 'a date outside' });
    },
    'portfolio.closeReview': async (town) => pressed('portfolio.closeReview', { reviewId: (await reviewed(town)).reviewId }),
    'portfolio.proposeAnyway': async (town) => {
      const title = await titleOf(town, 'epic', (await epic(town)).id);
      const ask = async () => {
        await town.at.type('mei', 'checkout', `propose ${title} again`);
        await town.at.send('mei', { outcome: 'Somebody smiles' });
      };
      return pressed('portfolio.proposeAnyway', await heldId(town, ask));
    },
    'portfolio.askOwners': async (town) => {
      await ranBefore(town);
      await run(
        town,
        "UPDATE epic SET owner_id = (SELECT m.id FROM member m WHERE m.name = 'oskar') WHERE state = 'investing' AND outcome IS NULL",
      );
      return pressed('portfolio.askOwners', {});
    },
    'portfolio.skip': async () => pressed('portfolio.skip', { question: 'where' }),
    'portfolio.propose': reads,
    'portfolio.details': reads,
    'portfolio.outcome': reads,
    'portfolio.date': reads,
    'portfolio.fill': reads,
    'portfolio.askHold': reads,
    'portfolio.askStop': reads,
    'portfolio.askOverride': reads,
    'portfolio.askEndException': reads,
    'portfolio.score': reads,
    'portfolio.scoreColumn': reads,
    'portfolio.editLimits': reads,
    'portfolio.editShares': reads,
    'portfolio.helpWrite': reads,
    'portfolio.more': reads,
    'portfolio.sayWhere': reads,
    'portfolio.listRunning': reads,
    'portfolio.nameOwners': reads,
    'outcomes.more': reads,
    'outcomes.versions': reads,
    'portfolio.fill (theme)': async (town) => pressed('portfolio.fill', { epicId: (await epic(town)).id, part: 'theme' }),
    'portfolio.askStep': async (town) => {
      const { bet, reviewId } = await reviewed(town);
      return pressed('portfolio.askStep', { reviewId, epicId: bet.id, choice: 'continue' });
    },
    'outcomes.review': async (town) => pressed('outcomes.review', { epicId: (await delivered(town)).id }),
  },
  forms: {
    'portfolio.propose': { needs: ['outcome'], arrange: (town) => formOf(town, 'propose') },
    'portfolio.propose (from a message, propose_epic)': {
      needs: ['outcome'],
      arrange: (town) => handOver(town, 'propose_epic', ['title']),
    },
    'portfolio.outcome': { needs: ['outcome'], arrange: async (town) => formOf(town, `outcome ${(await epic(town)).key}`) },
    'portfolio.details': async (town) => {
      const { key } = await epic(town);
      return form(town, 'mei', async () => town.at.press('mei', await town.at.type('mei', 'checkout', key), 'Details'));
    },
    'portfolio.hypothesis': (town) => fill(town, 'hypothesis', { fill: { hypothesis: newTitle() } }),
    'portfolio.case': (town) => fill(town, 'case', { fill: { caseLine: newTitle() } }),
    'portfolio.owner': (town) =>
      fill(town, 'owner', { fill: { ownerId: { type: 'users_select', selected_user: userId(town.app, 'oskar') } } }),
    'portfolio.stream': async (town) => fill(town, 'stream', { fill: { streamId: option(await stream(town, 'PAY')) } }),
    'portfolio.evidence': { needs: ['evidence'], stored: { waiver: 'epic.evidence_waiver' }, arrange: (town) => fill(town, 'evidence') },
    'portfolio.theme': async (town) => fill(town, 'theme', { fill: { themeId: option(await theme(town)) } }),
    'portfolio.score': async (town) => formOf(town, `score ${(await epic(town)).key}`, { fill: { size: option('3') } }),
    'portfolio.hold': {
      stored: { reason: 'epic.hold_reason' },
      arrange: async (town) => formOf(town, `hold ${(await runningEpic(town)).key}`),
    },
    'portfolio.stop': {
      besides: ['reviewId'],
      arrange: async (town) => {
        // The first key of a kind makes its counter; from then on a key changes it.
        await idea(town);
        return formOf(town, `stop ${(await runningEpic(town)).key}`, { fill: { learned: newTitle() } });
      },
    },
    'portfolio.stop (in a review)': {
      besides: ['reviewId'],
      arrange: async (town) => {
        const { bet, reviewId } = await reviewed(town);
        return formBehind(town, 'portfolio.askStop', { epicId: bet.id, reviewId }, { fill: { learned: newTitle() } });
      },
    },
    'portfolio.override': async (town) => {
      const { id } = await readyEpic(town);
      await runningEpic(town);
      await run(town, 'UPDATE organization SET bet_limit = 1');
      return formBehind(town, 'portfolio.askOverride', { epicId: id });
    },
    'portfolio.endException': async (town) => {
      const { id } = await runningEpic(town);
      await run(
        town,
        `INSERT INTO bet_exception (organization_id, id, epic_id, from_at, until_at)
         SELECT organization_id, gen_random_uuid(), id, now() - interval '1 day', now() + interval '1 day' FROM epic WHERE id = $1::uuid`,
        id,
      );
      return formBehind(town, 'portfolio.askEndException', { epicId: id });
    },
    'portfolio.limits': async (town) => {
      const limit = String(100 + Math.floor(Math.random() * 800));
      await run(town, 'UPDATE organization SET bet_limit = 50');
      return formBehind(town, 'portfolio.editLimits', {}, { fill: { betLimit: limit } });
    },
    'portfolio.shares': {
      own: ['limits', 'shares'],
      arrange: async (town) => {
        const share = 1 + Math.floor(Math.random() * 99);
        await run(town, 'UPDATE value_stream SET funding_share = NULL');
        return formBehind(town, 'portfolio.editShares', {}, { fill: { shares: `PAY ${share}\nLOG ${100 - share}` } });
      },
    },
    'portfolio.reviewStep': async (town) => {
      const { bet, reviewId } = await reviewed(town);
      return formBehind(town, 'portfolio.askStep', { reviewId, epicId: bet.id, choice: 'continue' });
    },
    'portfolio.date': {
      needs: ['why'],
      stored: { why: 'epic.external_reason' },
      arrange: async (town) => formOf(town, `date ${(await epic(town)).key}`, { fill: { on: day('2031-03-01'), why: newTitle() } }),
    },
    'portfolio.where': { own: ['name'], arrange: (town) => formBehind(town, 'portfolio.sayWhere', {}) },
    'portfolio.running': {
      own: ['titles'],
      arrange: async (town) => {
        await youngPortfolio(town);
        return formBehind(town, 'portfolio.listRunning', {});
      },
    },
    'portfolio.owners': async (town) => {
      await ranBefore(town);
      return formBehind(
        town,
        'portfolio.nameOwners',
        {},
        { fill: { first: { type: 'users_select', selected_user: userId(town.app, 'oskar') } } },
      );
    },
    'outcomes.review': { needs: ['evidence'], arrange: async (town) => formOf(town, `review ${(await delivered(town)).key}`) },
    'outcomes.review (by its button)': {
      needs: ['evidence'],
      arrange: async (town) => {
        const { id } = await delivered(town);
        return formBehind(town, 'outcomes.review', { epicId: id });
      },
    },
  },
  shortcuts: ['propose_epic'],
  lookups: { epics: ['EPIC'] },
  watches: { 'portfolio.propose title': 'propose' },
};
