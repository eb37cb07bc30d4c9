import { delivered, formBehind, formOf, keyResult, objective, pressed, type Rows, theme } from './town.ts';

/** Themes, objectives and key results, and what came of epics. */
export const strategy: Rows = {
  commands: {},
  actions: {
    'strategy.activate': async (town) => {
      const themeId = await theme(town);
      await town.app.database.client.theme.updateMany({ where: { id: themeId }, data: { state: 'draft' } });
      return pressed('strategy.activate', { themeId, version: 2 });
    },
    'strategy.confirm': async (town) => pressed('strategy.confirm', { themeId: await theme(town), version: 2 }),
    'strategy.retireObjective': async (town) => pressed('strategy.retireObjective', { objectiveId: await objective(town), revision: 1 }),
    'strategy.retireKeyResult': async (town) => pressed('strategy.retireKeyResult', { keyResultId: await keyResult(town), revision: 1 }),
  },
  forms: {
    'strategy.theme': (town) => formBehind(town, 'strategy.newTheme', {}),
    'strategy.theme (changed)': async (town) => formBehind(town, 'strategy.editTheme', { themeId: await theme(town) }),
    'strategy.retire': async (town) => formBehind(town, 'strategy.askRetire', { themeId: await theme(town) }),
    'strategy.objective': (town) => formBehind(town, 'strategy.newObjective', {}),
    'strategy.objective (changed)': async (town) => formBehind(town, 'strategy.editObjective', { objectiveId: await objective(town) }),
    'strategy.keyResult': async (town) => formBehind(town, 'strategy.newKeyResult', { objectiveId: await objective(town) }),
    'strategy.keyResult (changed)': async (town) => formBehind(town, 'strategy.editKeyResult', { keyResultId: await keyResult(town) }),
    'strategy.measure': async (town) => formBehind(town, 'strategy.measure', { keyResultId: await keyResult(town) }),
    'outcomes.review': async (town) => formOf(town, `review ${(await delivered(town)).key}`),
    'outcomes.review (by its button)': async (town) => {
      const { id } = await delivered(town);
      return formBehind(town, 'outcomes.review', { epicId: id });
    },
  },
};
