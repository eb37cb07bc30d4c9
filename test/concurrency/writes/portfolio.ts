import { row } from '../../support/play.ts';
import {
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
  pressed,
  type Rows,
  type Town,
  typed,
} from './town.ts';

/** Oskar asked why an item is here. */
async function challenged(town: Town): Promise<string> {
  const { key, id } = await item(town);
  await town.at.type('oskar', 'checkout', `challenge ${key} Whose is it?`);
  return one(town, 'SELECT id::text AS id FROM challenge WHERE item_id = $1::uuid', id);
}

const titleOf = async (town: Town, table: string, key: string) =>
  String((await row(town.app.database, `SELECT title FROM ${table} WHERE key = $1`, key))?.title);

/** Epics, ideas that were parked, questions and decisions. */
export const portfolio: Rows = {
  commands: {
    'revive KEY it rains': async (town) => typed(`revive ${(await idea(town)).key} it rains`),
    'challenge KEY whose is it?': async (town) => typed(`challenge ${(await item(town)).key} whose is it?`, 'oskar'),
  },
  actions: {
    'portfolio.move': async (town) => {
      const { id, version } = await epic(town);
      return pressed('portfolio.move', { epicId: id, version, to: 'exploring' });
    },
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
