import { type FormRows, type Hands, newest } from './form-row.ts';

const ofEpic = (key: string, column: string) => `SELECT ${column} AS v FROM epic WHERE key = '${key}'`;

/** Epics: what they hope for, and what is known of them. Each form has one of its own, because it refuses what changed meanwhile. */
export function portfolioRows({ at }: Hands): FormRows {
  return {
    'portfolio.propose': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'propose'),
      fields: {
        title: { stored: newest('epic', 'title'), good: 'An epic' },
        outcome: { needed: true, stored: newest('epic', 'outcome'), good: 'A hope' },
        measure: { stored: newest('epic', 'measure') },
      },
    },
    'portfolio.outcome': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'outcome E-1'),
      reopens: true,
      fields: {
        outcome: { needed: true, stored: ofEpic('E-1', 'outcome'), good: 'A hope' },
        measure: { stored: ofEpic('E-1', 'measure') },
      },
    },
    'portfolio.details': {
      as: 'mei',
      open: async () => at.press('mei', await at.type('mei', 'checkout', 'E-4'), 'Details'),
      reopens: true,
      fields: {
        title: { stored: ofEpic('E-4', 'title'), good: 'An epic' },
        forWhom: { stored: ofEpic('E-4', 'for_whom') },
        problem: { stored: ofEpic('E-4', 'problem') },
        hypothesis: { stored: ofEpic('E-4', 'hypothesis') },
        evidence: { stored: ofEpic('E-4', 'evidence') },
      },
    },
  };
}
