import { type Acts, reads } from './act.ts';
import { pressed } from './delivery.ts';
import { formBehind, formOf, found } from './fill.ts';
import { item, keyResult, objective, theme } from './things.ts';

/** Themes, objectives and key results, and why something is done. */
export const strategy: Acts = {
  commands: {
    strategy: reads,
    'strategy THEME': reads,
    'strategy RESULT': reads,
    roadmap: reads,
    'why KEY': reads,
    'why EPIC': reads,
    'why IDEA': reads,
    why: reads,
  },
  actions: {
    'strategy.activate': async (town) => {
      const themeId = await theme(town);
      await town.app.database.client.theme.updateMany({ where: { id: themeId }, data: { state: 'draft' } });
      return pressed('strategy.activate', { themeId, version: 2 });
    },
    'strategy.confirm': async (town) => pressed('strategy.confirm', { themeId: await theme(town), version: 2 }),
    'strategy.retireObjective': async (town) => pressed('strategy.retireObjective', { objectiveId: await objective(town), revision: 1 }),
    'strategy.retireKeyResult': async (town) => pressed('strategy.retireKeyResult', { keyResultId: await keyResult(town), revision: 1 }),
    'strategy.newTheme': reads,
    'strategy.editTheme': reads,
    'strategy.askRetire': reads,
    'strategy.newObjective': reads,
    'strategy.objective': reads,
    'strategy.editObjective': reads,
    'strategy.newKeyResult': reads,
    'strategy.editKeyResult': reads,
    'strategy.measure': reads,
  },
  forms: {
    'why.any': { shows: true, arrange: async (town) => formOf(town, 'why', { fill: { thing: found((await item(town)).key) } }) },
    'strategy.theme': (town) => formBehind(town, 'strategy.newTheme', {}),
    'strategy.theme (changed)': async (town) => formBehind(town, 'strategy.editTheme', { themeId: await theme(town) }),
    'strategy.retire': async (town) => formBehind(town, 'strategy.askRetire', { themeId: await theme(town) }),
    'strategy.objective': (town) => formBehind(town, 'strategy.newObjective', {}),
    'strategy.objective (changed)': async (town) => formBehind(town, 'strategy.editObjective', { objectiveId: await objective(town) }),
    'strategy.keyResult': async (town) => formBehind(town, 'strategy.newKeyResult', { objectiveId: await objective(town) }),
    'strategy.keyResult (changed)': {
      besides: ['objectiveId'],
      arrange: async (town) => formBehind(town, 'strategy.editKeyResult', { keyResultId: await keyResult(town) }),
    },
    'strategy.measure': async (town) => formBehind(town, 'strategy.measure', { keyResultId: await keyResult(town) }),
  },
};
