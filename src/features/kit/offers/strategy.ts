import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { decimalNumber, longText, optionalChoice, optionalText, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { NAME_LIMIT, REASON_LIMIT, TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

const ofTheme = { themeId: z.uuid(), version: z.number().int() };

/** The buttons of themes, objectives and key results. */
export const strategyActs = {
  newTheme: action('strategy.newTheme', {}, 'form'),
  editTheme: action('strategy.editTheme', { themeId: z.uuid() }, 'form'),
  /** From here on it is what we follow. */
  activate: action('strategy.activate', ofTheme),
  /** "Still true": somebody looked at it. */
  confirm: action('strategy.confirm', ofTheme),
  askRetire: action('strategy.askRetire', { themeId: z.uuid() }, 'form'),
  newObjective: action('strategy.newObjective', {}, 'form'),
  objective: action('strategy.objective', { objectiveId: z.uuid() }),
  editObjective: action('strategy.editObjective', { objectiveId: z.uuid() }, 'form'),
  retireObjective: action('strategy.retireObjective', { objectiveId: z.uuid(), revision: z.number().int() }),
  newKeyResult: action('strategy.newKeyResult', { objectiveId: z.uuid() }, 'form'),
  editKeyResult: action('strategy.editKeyResult', { keyResultId: z.uuid() }, 'form'),
  measure: action('strategy.measure', { keyResultId: z.uuid() }, 'form'),
  retireKeyResult: action('strategy.retireKeyResult', { keyResultId: z.uuid(), revision: z.number().int() }),
};

export const themeForm = form({
  name: 'strategy.theme',
  title: say`{Theme}`,
  submit: 'Save',
  fields: {
    name: text({ label: 'Name', placeholder: 'A few words that people will use', limit: NAME_LIMIT }),
    winWhere: longText({ label: 'Where must we win?', hint: 'One sentence is enough.', limit: REASON_LIMIT, required: true }),
    outcomes: longText({ label: 'Outcomes that matter', hint: 'What would be different for whom?', limit: REASON_LIMIT }),
    tradeOffs: longText({ label: 'Trade-offs', hint: 'One per line: X even over Y.', limit: REASON_LIMIT }),
    constraints: longText({ label: 'Constraints', hint: 'What holds whatever we choose.', limit: REASON_LIMIT }),
  },
  /** `themeId` is null for a new one; `revision`: of the theme when the form was opened. */
  data: z.object({ themeId: z.uuid().nullable(), revision: z.number().int() }),
});

export const retireForm = form({
  name: 'strategy.retire',
  title: say`Retire {a theme}`,
  submit: 'Retire it',
  fields: { reason: longText({ label: 'Why no longer?', hint: 'It goes into the decision log.', limit: REASON_LIMIT, required: true }) },
  data: z.object({ themeId: z.uuid() }),
});

export const objectiveForm = form({
  name: 'strategy.objective',
  title: say`{Objective}`,
  submit: 'Save',
  fields: {
    title: text({ label: say`{Objective}`, placeholder: 'What do we want to reach, in words?', limit: TITLE_LIMIT }),
    themeId: optionalChoice({ label: say`{Theme}`, hint: 'Leave empty if it serves none or several.' }),
  },
  /** `objectiveId` is null for a new one. */
  data: z.object({ objectiveId: z.uuid().nullable(), revision: z.number().int() }),
});

export const keyResultForm = form({
  name: 'strategy.keyResult',
  title: say`{Key result}`,
  submit: 'Save',
  fields: {
    title: text({ label: say`{Key result}`, placeholder: 'What do we measure?', limit: TITLE_LIMIT }),
    unit: optionalText({ label: 'Unit', hint: '%, days, calls a week …', limit: { graphemes: 30, bytes: 200 } }),
    baseline: decimalNumber({ label: 'Baseline', hint: 'Where it stood when we began.' }),
    target: decimalNumber({ label: 'Target', hint: 'Above the baseline means more is better, below it means less.' }),
  },
  /** `keyResultId` is null for a new one of the objective. */
  data: z.object({ objectiveId: z.uuid(), keyResultId: z.uuid().nullable(), revision: z.number().int() }),
});

export const measureForm = form({
  name: 'strategy.measure',
  title: 'Where does it stand?',
  submit: 'Note it',
  fields: { current: decimalNumber({ label: 'Value today' }) },
  data: z.object({ keyResultId: z.uuid(), revision: z.number().int() }),
});
