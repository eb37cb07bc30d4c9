import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.ts';
import { openRaw } from '../support/raw.ts';
import { type FormRows, type Hands, input, newest, newestDecision, option, safeLinks } from './form-row.ts';

const of = (table: string, key: string, column: string) => `SELECT ${column} AS v FROM ${table} WHERE key = '${key}'`;
const newestReview = (column: string) => `SELECT ${column} AS v FROM outcome_review ORDER BY at DESC, id DESC LIMIT 1`;

/** Themes, objectives and key results, which Tomas keeps; and what came of an epic. Each form has a thing of its own. */
export function strategyRows({ at }: Hands, app: TestApp): FormRows {
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
    'portfolio.where': {
      as: 'tomas',
      open: () => openRaw(app, 'tomas', 'general', 'portfolio.sayWhere', {}),
      // Its name would be the beginning of the text, which another theme may have by now.
      picks: () => ({ name: input(randomUUID()) }),
      fields: { winWhere: { stored: newest('theme', 'win_where'), good: 'Among bakers' } },
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
        evidence: { needed: true, judges: safeLinks, stored: newestReview('evidence'), good: 'A count' },
        learning: { stored: newestReview('learning') },
      },
    },
  };
}
