import { type Acts, reads } from './act.ts';
import { pressed, typed } from './delivery.ts';
import { formBehind, formOf, found, handOver } from './fill.ts';
import { epic, heldId, idea, item, revived, type Thing, titleOf } from './things.ts';
import type { Town } from './town.ts';

/** Takes it out of its backlog; gives its key. */
async function parked(town: Town, { key }: Thing): Promise<string> {
  await town.at.type('mei', 'checkout', `park ${key}`);
  await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
  return key;
}

/** What is not worth doing now, and what comes back. */
export const antiBacklog: Acts = {
  commands: {
    'revive IDEA it rains': async (town) => typed(`revive ${(await idea(town)).key} it rains`),
    park: reads,
    'park KEY': { right: 'park' },
    'park EPIC': { right: 'parkEpic' },
    'park IDEA': reads,
    'parked IDEA': reads,
    revive: reads,
    'revive IDEA': reads,
    'revive KEY it rains': { right: 'park', arrange: async (town) => typed(`revive ${await parked(town, await item(town))} it rains`) },
    'revive EPIC it rains': {
      right: 'parkEpic',
      arrange: async (town) => typed(`revive ${await parked(town, await epic(town))} it rains`),
    },
  },
  actions: {
    'antiBacklog.parkAnyway': async (town) => {
      const title = await titleOf(town, 'parked_idea', (await idea(town)).id);
      const ask = async () => {
        await town.at.type('mei', 'checkout', `park ${title} again`);
        await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
      };
      return pressed('antiBacklog.parkAnyway', await heldId(town, ask));
    },
    'likeness.support': {
      besides: ['heldId'],
      arrange: async (town) => pressed('likeness.support', { kind: 'item', id: (await item(town)).id }),
    },
    'antiBacklog.park': { right: 'park' },
    'antiBacklog.words': reads,
    'antiBacklog.revive': reads,
    'antiBacklog.onward': reads,
    'antiBacklog.more': reads,
    'likeness.look': reads,
    'antiBacklog.park (epic)': {
      right: 'parkEpic',
      arrange: async (town) => pressed('antiBacklog.park', { kind: 'epic', id: (await epic(town)).id }),
    },
    'antiBacklog.onward (epic)': async (town) => pressed('antiBacklog.onward', { ideaId: (await revived(town)).id, as: 'epic' }),
  },
  forms: {
    'antiBacklog.parkIdea': async (town) => formBehind(town, 'antiBacklog.words', { title: '' }),
    'antiBacklog.parkIdea (from a message, park_idea)': (town) => handOver(town, 'park_idea', ['title']),
    'antiBacklog.parkThing': { right: 'park', arrange: async (town) => formOf(town, `park ${(await item(town)).key}`) },
    'antiBacklog.parkThing (an epic)': { right: 'parkEpic', arrange: async (town) => formOf(town, `park ${(await epic(town)).key}`) },
    'antiBacklog.parkAny': { needs: ['title'], arrange: (town) => formOf(town, 'park') },
    'antiBacklog.parkAny (an item)': {
      idle: ['title'],
      right: 'park',
      arrange: async (town) => formOf(town, 'park', { keep: ['title'], fill: { thing: found((await item(town)).key) } }),
    },
    'antiBacklog.revive': {
      stored: { reason: "event.data->>'reason'" },
      arrange: async (town) => formOf(town, `revive ${(await idea(town)).key}`),
    },
    'antiBacklog.reviveAny': {
      stored: { reason: "event.data->>'reason'" },
      arrange: async (town) => formOf(town, 'revive', { fill: { thing: found((await idea(town)).key) } }),
    },
    'antiBacklog.reviveAny (an item)': {
      stored: { reason: "event.data->>'reason'" },
      arrange: async (town) => formOf(town, 'revive', { fill: { thing: found(await parked(town, await item(town))) } }),
    },
  },
  shortcuts: ['park_idea'],
  lookups: { work: ['KEY', 'EPIC'], parked: ['IDEA'] },
  watches: { 'antiBacklog.parkIdea title': 'park Something', 'antiBacklog.parkAny title': 'park' },
};
