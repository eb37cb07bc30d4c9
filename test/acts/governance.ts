import { type Acts, reads } from './act.ts';
import { pressed } from './delivery.ts';
import { formOf, handOver } from './fill.ts';
import { decision, item } from './things.ts';
import { newTitle } from './town.ts';

/** Decisions, and who may do what. */
export const governance: Acts = {
  commands: {
    decide: reads,
    'decisions DECISION': reads,
    who: reads,
  },
  actions: {
    'decisions.more': reads,
    'decisions.anew': async (town) => pressed('decisions.anew', { key: await decision(town) }),
  },
  forms: {
    'decisions.decide': {
      arrange: async (town) => formOf(town, `decide ${(await item(town)).key} ${newTitle()}`),
    },
    'decisions.decide (from a message, note_decision)': {
      arrange: (town) => handOver(town, 'note_decision', ['choice', 'link']),
    },
  },
  shortcuts: ['note_decision'],
};
