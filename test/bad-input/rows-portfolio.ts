import { date, type FormRows, type Hands, input, newest, newestDecision, option, safeLinks } from './form-row.ts';

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
        evidence: { stored: ofEpic('E-4', 'evidence'), judges: safeLinks },
      },
    },
    'portfolio.hypothesis': {
      as: 'mei',
      open: async () => at.press('mei', await at.press('mei', await at.type('mei', 'checkout', 'E-5'), 'Ready'), 'Add'),
      fields: { hypothesis: { stored: ofEpic('E-5', 'hypothesis'), good: 'We believe' } },
    },
    'portfolio.case': {
      as: 'lotte',
      open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'invest E-6'), 'Add'),
      fields: { caseLine: { stored: ofEpic('E-6', 'case_line'), good: 'It is the law' } },
    },
    'portfolio.evidence': {
      as: 'lotte',
      open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'invest E-7'), 'Add'),
      fields: {
        evidence: { needed: true, judges: safeLinks, stored: ofEpic('E-7', 'evidence'), good: 'Two calls' },
        waiver: { stored: ofEpic('E-7', 'evidence_waiver') },
      },
    },
    'portfolio.hold': {
      as: 'lotte',
      open: () => at.type('lotte', 'checkout', 'hold E-8'),
      fields: { reason: { stored: ofEpic('E-8', 'hold_reason'), good: 'Rain' } },
    },
    'portfolio.stop': {
      as: 'lotte',
      open: () => at.type('lotte', 'checkout', 'stop E-9'),
      fields: {
        reason: { stored: newestDecision('reason'), good: 'Rain' },
        learned: { stored: ofEpic('E-9', 'learned'), good: 'Ask first' },
        reopenWhen: { stored: newest('parked_idea', 'reopen_when') },
      },
    },
    'portfolio.override': {
      as: 'lotte',
      open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'invest E-11'), 'Make an exception'),
      fields: { reason: { stored: newestDecision('reason'), good: 'A fair' } },
    },
    'portfolio.endException': {
      as: 'lotte',
      open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'E-10'), 'End the exception'),
      fields: { reason: { stored: newestDecision('reason') } },
    },
    'portfolio.limits': {
      as: 'lotte',
      open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'portfolio flow'), 'Limits'),
      picks: () => ({ investBy: option('either') }),
      fields: { reason: { stored: newestDecision('reason'), good: 'Simpler' } },
    },
    'portfolio.shares': {
      as: 'lotte',
      open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'portfolio flow'), 'Shares'),
      picks: () => ({ shares: input('LAB 50\nORD 30\nSTO 20') }),
      fields: { reason: { stored: newestDecision('reason'), good: 'A plan' } },
    },
    'portfolio.reviewStep': {
      as: 'lotte',
      open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'review bets'), 'Continue'),
      fields: { reason: { stored: "SELECT reason AS v FROM portfolio_review_step WHERE choice = 'continue'", good: 'It goes well' } },
    },
    'portfolio.date': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'date E-12'),
      reopens: true,
      picks: () => ({ on: date('2030-03-01') }),
      fields: { why: { needed: true, stored: ofEpic('E-12', 'external_reason'), good: 'The levy act' } },
    },
  };
}
