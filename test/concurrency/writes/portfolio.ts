import { justify } from '../../support/justify.ts';
import { row, userId } from '../../support/play.ts';
import {
  day,
  epic,
  form,
  formBehind,
  formOf,
  found,
  handOver,
  heldId,
  idea,
  item,
  newTitle,
  one,
  option,
  pressed,
  type Rows,
  run,
  stream,
  type Town,
  theme,
  thing,
  typed,
} from './town.ts';

/** Oskar asked why an item is here. */
async function challenged(town: Town): Promise<string> {
  const { key, id } = await item(town);
  await town.at.type('oskar', 'checkout', `challenge ${key} Whose is it?`);
  return one(town, 'SELECT id::text AS id FROM challenge WHERE item_id = $1::uuid', id);
}

/** Everything that both gates ask for is known of it. */
async function readyEpic(town: Town) {
  const { key } = await epic(town);
  await justify(town.app.database, key);
  await run(town, "UPDATE epic SET state = 'ready', version = version + 1 WHERE key = $1", key);
  await run(town, 'UPDATE organization SET bet_limit = 900');
  return thing(town, 'epic', 'key', key);
}

async function runningEpic(town: Town) {
  const { key } = await readyEpic(town);
  await town.at.type('mei', 'checkout', `invest ${key}`);
  return thing(town, 'epic', 'key', key);
}

// What ran before may be listed for a month, and before any bet passed the gate.
const youngPortfolio = (town: Town) => run(town, 'UPDATE epic SET started_at = now(), before = true WHERE started_at IS NOT NULL');

/** Bets that ran before, of which nobody said what they hope for or who looks after them. */
async function ranBefore(town: Town) {
  await youngPortfolio(town);
  await town.at.type('mei', 'checkout', 'portfolio running');
  await town.at.send('mei', { titles: `${newTitle()}\n${newTitle()}` });
}

/** A review that is open, with this bet in it. */
async function reviewed(town: Town) {
  const bet = await runningEpic(town);
  await run(town, 'UPDATE portfolio_review SET closed_at = now()');
  await town.at.type('mei', 'checkout', 'review bets');
  return { bet, reviewId: await one(town, 'SELECT id::text AS id FROM portfolio_review WHERE closed_at IS NULL') };
}

const fill = async (town: Town, part: string, filling = {}) => {
  const { key, id } = await epic(town);
  await run(town, 'UPDATE epic SET owner_id = NULL WHERE key = $1', key);
  return formBehind(town, 'portfolio.fill', { epicId: id, part }, filling);
};

const titleOf = async (town: Town, table: string, key: string) =>
  String((await row(town.app.database, `SELECT title FROM ${table} WHERE key = $1`, key))?.title);

/** Epics, ideas that were parked, questions and decisions. */
export const portfolio: Rows = {
  commands: {
    'revive KEY it rains': async (town) => typed(`revive ${(await idea(town)).key} it rains`),
    'invest KEY': async (town) => typed(`invest ${(await readyEpic(town)).key}`),
    'review bets': async (town) => {
      await readyEpic(town);
      await run(town, 'UPDATE portfolio_review SET closed_at = now()');
      return typed('review bets');
    },
    'challenge KEY whose is it?': async (town) => typed(`challenge ${(await item(town)).key} whose is it?`, 'oskar'),
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
      await run(town, 'UPDATE portfolio_review SET closed_at = now()');
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
      const title = await titleOf(town, 'epic', (await epic(town)).key);
      const ask = async () => {
        await town.at.type('mei', 'checkout', `propose ${title} again`);
        await town.at.send('mei', { outcome: 'Somebody smiles' });
      };
      return pressed('portfolio.proposeAnyway', await heldId(town, ask));
    },
    'antiBacklog.parkAnyway': async (town) => {
      const title = await titleOf(town, 'parked_idea', (await idea(town)).key);
      const ask = async () => {
        await town.at.type('mei', 'checkout', `park ${title} again`);
        await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
      };
      return pressed('antiBacklog.parkAnyway', await heldId(town, ask));
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
    'likeness.support': async (town) => pressed('likeness.support', { kind: 'item', id: (await item(town)).id }),
  },
  forms: {
    'portfolio.propose': (town) => formOf(town, 'propose'),
    'portfolio.propose (from a message, propose_epic)': (town) => handOver(town, 'propose_epic', ['title']),
    'portfolio.outcome': async (town) => formOf(town, `outcome ${(await epic(town)).key}`),
    'portfolio.details': async (town) => {
      const { key } = await epic(town);
      return form(town, 'mei', async () => town.at.press('mei', await town.at.type('mei', 'checkout', key), 'Details'));
    },
    'portfolio.hypothesis': (town) => fill(town, 'hypothesis', { fill: { hypothesis: newTitle() } }),
    'portfolio.case': (town) => fill(town, 'case', { fill: { caseLine: newTitle() } }),
    'portfolio.owner': (town) =>
      fill(town, 'owner', { fill: { ownerId: { type: 'users_select', selected_user: userId(town.app, 'oskar') } } }),
    'portfolio.stream': async (town) => fill(town, 'stream', { fill: { streamId: option(await stream(town, 'PAY')) } }),
    'portfolio.evidence': (town) => fill(town, 'evidence'),
    'portfolio.theme': async (town) => fill(town, 'theme', { fill: { themeId: option(await theme(town)) } }),
    'portfolio.score': async (town) => formOf(town, `score ${(await epic(town)).key}`, { fill: { size: option('3') } }),
    'portfolio.hold': async (town) => formOf(town, `hold ${(await runningEpic(town)).key}`),
    'portfolio.stop': async (town) => {
      // The first key of a kind makes its counter; from then on a key changes it.
      await idea(town);
      return formOf(town, `stop ${(await runningEpic(town)).key}`, { fill: { learned: newTitle() } });
    },
    'portfolio.stop (in a review)': async (town) => {
      const { bet, reviewId } = await reviewed(town);
      return formBehind(town, 'portfolio.askStop', { epicId: bet.id, reviewId }, { fill: { learned: newTitle() } });
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
    'portfolio.shares': async (town) => {
      const share = 1 + Math.floor(Math.random() * 99);
      await run(town, 'UPDATE value_stream SET funding_share = NULL');
      return formBehind(town, 'portfolio.editShares', {}, { fill: { shares: `PAY ${share}\nLOG ${100 - share}` } });
    },
    'portfolio.reviewStep': async (town) => {
      const { bet, reviewId } = await reviewed(town);
      return formBehind(town, 'portfolio.askStep', { reviewId, epicId: bet.id, choice: 'continue' });
    },
    'portfolio.date': async (town) => formOf(town, `date ${(await epic(town)).key}`, { fill: { on: day('2031-03-01'), why: newTitle() } }),
    'portfolio.where': (town) => formBehind(town, 'portfolio.sayWhere', {}),
    'portfolio.running': async (town) => {
      await youngPortfolio(town);
      return formBehind(town, 'portfolio.listRunning', {});
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
    'antiBacklog.parkIdea': async (town) => formBehind(town, 'antiBacklog.words', { title: '' }),
    'antiBacklog.parkIdea (from a message, park_idea)': (town) => handOver(town, 'park_idea', ['title']),
    'antiBacklog.parkThing': async (town) => formOf(town, `park ${(await item(town)).key}`),
    'antiBacklog.parkThing (an epic)': async (town) => formOf(town, `park ${(await epic(town)).key}`),
    'antiBacklog.parkAny': (town) => formOf(town, 'park'),
    'antiBacklog.parkAny (an item)': async (town) =>
      formOf(town, 'park', { keep: ['title'], fill: { thing: found((await item(town)).key) } }),
    'antiBacklog.revive': async (town) => formOf(town, `revive ${(await idea(town)).key}`),
    'antiBacklog.reviveAny': async (town) => formOf(town, 'revive', { fill: { thing: found((await idea(town)).key) } }),
    'antiBacklog.reviveAny (an item)': async (town) => {
      const { key } = await item(town);
      await town.at.type('mei', 'checkout', `park ${key}`);
      await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
      return formOf(town, 'revive', { fill: { thing: found(key) } });
    },
    'backlog.addRevived': async (town) => {
      const { id, key } = await idea(town);
      await town.at.type('mei', 'checkout', `revive ${key} it rains`);
      return formBehind(town, 'antiBacklog.onward', { ideaId: id, as: 'item' });
    },
    'why.any': async (town) => formOf(town, 'why', { fill: { thing: found((await item(town)).key) } }),
    'challenges.ask': async (town) => formOf(town, `challenge ${(await item(town)).key}`, {}, 'oskar'),
    'challenges.answer': async (town) => formBehind(town, 'challenges.answer', { challengeId: await challenged(town), answer: 'keep' }),
    'challenges.answer (parked)': async (town) =>
      formBehind(town, 'challenges.answer', { challengeId: await challenged(town), answer: 'park' }),
    'decisions.decide': async (town) => formOf(town, `decide ${(await item(town)).key} ${newTitle()}`),
    'decisions.decide (from a message, note_decision)': (town) => handOver(town, 'note_decision', ['choice', 'link']),
  },
};
