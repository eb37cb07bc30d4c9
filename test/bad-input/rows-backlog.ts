import { date, type FormRows, found, type Hands, input, newest, newestDecision, ofItem, option, options, safeLinks } from './form-row.ts';

/** What waits: adding, refining, order, tags, dependencies, dates, questions, policies. */
export function backlogRows({ at, idOf }: Hands): FormRows {
  const ofNewestItem = (act: string) =>
    `SELECT (SELECT d.reason FROM decision d WHERE d.subject_id = i.id AND d.act = '${act}') AS v FROM item i ORDER BY i.created_at DESC, i.id DESC LIMIT 1`;
  const openRevived = async () => at.press('oskar', await at.type('oskar', 'checkout', 'show I-2'), 'Add to a backlog');
  const openTag = async (stream: string) => at.press('ines', await at.type('ines', 'checkout', `tags ${stream}`), 'Open');
  const openPolicy = async (stream: string, label: string) =>
    at.press('ines', await at.type('ines', 'checkout', `policy ${stream}`), label);
  const hasNoComma = (value: string) => !/[,;]/.test(value);
  return {
    'backlog.add': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'add'),
      fields: {
        title: { stored: newest('item', 'title'), good: 'A title' },
        purpose: { stored: newest('item', 'purpose') },
      },
    },
    // By somebody else: one person adds a title once.
    'backlog.addRevived': {
      as: 'oskar',
      open: openRevived,
      fields: {
        title: { stored: newest('item', 'title'), good: 'A title' },
        purpose: { stored: newest('item', 'purpose') },
        evidence: { needed: true, judges: safeLinks, stored: ofNewestItem('decided'), good: 'Three asked for it' },
      },
    },
    // What is no feature needs neither; a waiver is kept all the same.
    'backlog.addRevived (without evidence)': {
      as: 'oskar',
      open: openRevived,
      picks: () => ({ kind: option('enabler') }),
      fields: { waiver: { stored: ofNewestItem('waiver') } },
    },
    'backlog.prepare': {
      as: 'oskar',
      open: async () => at.press('oskar', await at.type('oskar', 'checkout', 'LAB-1'), 'Edit'),
      reopens: true,
      fields: {
        title: { stored: ofItem('LAB-1', 'title'), good: 'A title' },
        purpose: { stored: ofItem('LAB-1', 'purpose') },
        criteria: { stored: ofItem('LAB-1', 'criteria') },
      },
    },
    // The longer way up first: each passes one that the scores put before it.
    'order.override': {
      as: 'ines',
      open: async () => at.press('ines', await at.type('ines', 'checkout', 'order ORD-3 above ORD-2'), 'Another reason'),
      fields: { reason: { stored: newestDecision('reason'), good: 'A fair' } },
    },
    'order.place': {
      as: 'ines',
      open: () => at.type('ines', 'checkout', 'order ORD-3'),
      picks: () => ({ to: option('top') }),
      fields: { reason: { needed: true, stored: newestDecision('reason'), good: 'A fair' } },
    },
    'dependencies.needs': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'needs LAB-1'),
      reopens: true,
      picks: () => ({ needsId: found(idOf('LAB-6')) }),
      fields: { reason: { stored: 'SELECT reason AS v FROM dependency' } },
    },
    'externalDates.date': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'date LAB-1'),
      reopens: true,
      picks: () => ({ on: date('2030-03-01') }),
      fields: { why: { needed: true, stored: ofItem('LAB-1', 'external_reason'), good: 'The levy act' } },
    },
    'challenges.ask': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'challenge LAB-1'),
      fields: {
        question: { stored: "SELECT question AS v FROM challenge WHERE answer IS NULL AND question <> 'Whose is it?'", good: 'Why?' },
      },
    },
    'challenges.answer': {
      as: 'ines',
      open: async () => at.press('ines', await at.type('ines', 'checkout', 'STO-1'), 'Keep it'),
      fields: { reason: { stored: newestDecision('reason'), good: 'It is asked for' } },
    },
    'tags.new': {
      as: 'ines',
      open: async () => at.press('ines', await at.type('ines', 'checkout', 'tags ORD'), 'Add a tag'),
      picks: () => ({ kind: option('service') }),
      fields: {
        name: { stored: "SELECT name AS v FROM tag WHERE kind = 'service'", good: 'Shelf', takes: hasNoComma },
        reason: { stored: newestDecision('reason') },
      },
    },
    // A stream has each word once, so this one is another's.
    'tags.edit': {
      as: 'ines',
      open: async () => at.press('ines', await openTag('STO'), 'Edit'),
      reopens: true,
      fields: {
        name: {
          stored: `SELECT tag.name AS v FROM tag JOIN value_stream s ON s.id = stream_id WHERE s.key = 'STO'`,
          good: 'Shelf',
          takes: hasNoComma,
        },
        reason: { stored: newestDecision('reason') },
      },
    },
    'tags.merge': {
      as: 'ines',
      open: async () => at.press('ines', await openTag('ORD'), 'Merge'),
      picks: () => ({ into: option(idOf('Ramp')) }),
      fields: { reason: { stored: newestDecision('reason') } },
    },
    'policy.readiness': {
      as: 'ines',
      open: () => openPolicy('ORD', 'Readiness'),
      picks: () => ({ needsEvidence: options() }),
      fields: { reason: { stored: newestDecision('reason'), good: 'To try it' } },
    },
    'policy.limits': {
      as: 'ines',
      open: () => openPolicy('STO', 'Limits and shares'),
      picks: () => ({ freeTop: input('2') }),
      fields: { reason: { stored: newestDecision('reason'), good: 'To try it' } },
    },
    'decisions.decide': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'decide'),
      fields: {
        question: { stored: newestDecision('question'), good: 'Which colour?' },
        choice: { stored: newestDecision('choice'), good: 'Green' },
        reason: { stored: newestDecision('reason') },
        effect: { stored: newestDecision('effect') },
        link: {
          leads: true,
          stored: newestDecision('link'),
          judges: (value) => /^https:\/\/\S+$/.test(value) && URL.canParse(value) && !value.includes('@'),
        },
      },
    },
  };
}
