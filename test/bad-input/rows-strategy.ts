import { type FormRows, type Hands, newest, newestDecision, option } from './form-row.ts';

const of = (table: string, key: string, column: string) => `SELECT ${column} AS v FROM ${table} WHERE key = '${key}'`;
const newestReview = (column: string) => `SELECT ${column} AS v FROM outcome_review ORDER BY at DESC, id DESC LIMIT 1`;

/** Themes, objectives and key results, which Tomas keeps; and what came of an epic. Each form has a thing of its own. */
export function strategyRows({ at }: Hands): FormRows {
  const press = async (words: string, label: string) => at.press('tomas', await at.type('tomas', 'general', words), label);
  return {
    'strategy.theme': {
      as: 'tomas',
      open: () => press('T-1', 'Change'),
      reopens: true,
      fields: {
        name: { stored: of('theme', 'T-1', 'name'), good: 'Calm money' },
        winWhere: { stored: of('theme', 'T-1', 'win_where'), good: 'Here' },
        outcomes: { stored: of('theme', 'T-1', 'outcomes') },
        tradeOffs: { stored: of('theme', 'T-1', 'trade_offs') },
        constraints: { stored: of('theme', 'T-1', 'constraints') },
      },
    },
    'strategy.retire': {
      as: 'tomas',
      open: () => press('T-2', 'Retire'),
      fields: { reason: { stored: newestDecision('reason'), good: 'We won' } },
    },
    'strategy.objective': {
      as: 'tomas',
      open: () => press('strategy', 'Add an objective'),
      fields: { title: { stored: newest('objective', 'title'), good: 'An objective' } },
    },
    'strategy.keyResult': {
      as: 'tomas',
      open: () => press('K-1', 'Change'),
      reopens: true,
      fields: {
        title: { stored: of('key_result', 'K-1', 'title'), good: 'A key result' },
        unit: { stored: of('key_result', 'K-1', 'unit') },
      },
    },
    'outcomes.review': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'review E-13'),
      picks: () => ({ verdict: option('met'), evidenceKind: option('metric') }),
      fields: {
        actual: { stored: newestReview('actual') },
        evidence: { needed: true, stored: newestReview('evidence'), good: 'A count' },
        learning: { stored: newestReview('learning') },
      },
    },
  };
}
