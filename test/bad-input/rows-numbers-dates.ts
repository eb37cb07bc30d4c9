import { DateTime } from 'luxon';
import { DECIMALS } from './corpus.ts';
import { date, found, type Hands, input, newest, newestDecision, ofItem, option, options } from './form-row.ts';
import type { Ground } from './ground.ts';

/** A form whose answers are all good but for the one that is tried. */
export interface Answers {
  readonly as: string;
  readonly open: () => Promise<unknown>;
  readonly others?: () => Readonly<Record<string, object>>;
  /** Reads what was stored. */
  readonly stored: string;
  /** Left empty, it is refused. */
  readonly needed?: true;
  /** What is typed and what it means, where that is not as for whole numbers. */
  readonly typed?: readonly (readonly [string, number | null])[];
  /** What is shown then, and to whom. */
  readonly looks?: readonly string[];
}

/** Left empty, a number may stand for one. */
export interface NumberAnswers extends Answers {
  readonly empty?: number;
}

/** Dates have bounds of their own: what is one, what is beyond them, and what it means to leave it empty. */
export interface DateAnswers extends Answers {
  readonly good: readonly string[];
  readonly beyond: readonly string[];
  readonly empty: string | null;
}

const today = DateTime.now().setZone('Europe/Berlin');
const day = (days: number) => today.plus({ days }).toFormat('yyyy-MM-dd');
const last = today.plus({ years: 10 }).toFormat('yyyy-MM-dd');
const afterLast = today.plus({ years: 10, days: 1 }).toFormat('yyyy-MM-dd');
const ofEpic = (key: string, column: string) => `SELECT ${column} AS v FROM epic WHERE key = '${key}'`;
/** To look again, or to ask again: after today, within ten years. */
const AHEAD = { good: [day(1), last], beyond: [day(0), day(-1), afterLast], empty: null };

/** Every field for a whole number. */
export function numberRows({ at, idOf, edit }: Hands, app: Ground['app']): Readonly<Record<string, NumberAnswers>> {
  const limits = async () => at.press('ines', await at.type('ines', 'checkout', 'policy STO'), 'Limits and shares');
  const policy = (column: string) => ({
    as: 'ines',
    open: limits,
    others: () => ({ reason: input('To try it') }),
    stored: `SELECT ${column} AS v FROM value_stream WHERE key = 'STO'`,
    looks: ['policy STO', 'health STO'],
  });
  const keyResult = (column: string) => ({
    as: 'tomas',
    open: async () => at.press('tomas', await at.type('tomas', 'general', 'K-1'), 'Change'),
    needed: true as const,
    typed: DECIMALS,
    stored: `SELECT ${column} AS v FROM key_result WHERE key = 'K-1'`,
    looks: ['K-1', 'strategy'],
  });
  const portfolio = (column: string) => ({
    as: 'lotte',
    open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'portfolio flow'), 'Limits'),
    others: () => ({ reason: input('To try it') }),
    stored: `SELECT ${column} AS v FROM organization`,
    looks: ['portfolio', 'portfolio flow'],
  });
  return {
    'strategy.keyResult.baseline': keyResult('baseline'),
    'strategy.keyResult.target': { ...keyResult('target'), others: () => ({ baseline: input('0.25') }) },
    'strategy.measure.current': {
      ...keyResult('current'),
      open: async () => at.press('tomas', await at.type('tomas', 'general', 'K-2'), 'Note where it stands'),
      stored: "SELECT current AS v FROM key_result WHERE key = 'K-2'",
      looks: ['K-2', 'strategy'],
    },
    'portfolio.details.reviewLag': {
      as: 'mei',
      open: async () => at.press('mei', await at.type('mei', 'checkout', 'E-4'), 'Details'),
      empty: 30,
      stored: "SELECT review_lag AS v FROM epic WHERE key = 'E-4'",
      looks: ['E-4'],
    },
    'setup.team.wipLimit': {
      as: 'tomas',
      open: () => edit('setup.team'),
      needed: true,
      stored: "SELECT wip_limit AS v FROM team WHERE name = 'Checkout'",
    },
    'setup.stream.wipLimit': {
      as: 'tomas',
      open: () => edit('setup.stream'),
      stored: "SELECT wip_limit AS v FROM value_stream WHERE key = 'LAB'",
    },
    'setup.ownTeam.wipLimit': {
      as: 'ruth',
      open: async () => {
        await at.type('ruth', 'general', 'setup link');
        if (app.driver.view('ruth')) return;
        await app.driver.click({ as: 'ruth', message: app.driver.lastMessage('general', 'ruth'), label: 'A new team' });
      },
      others: () => ({ name: input('Owners'), streamIds: { type: 'multi_static_select', selected_options: [{ value: idOf('LAB') }] } }),
      needed: true,
      stored: "SELECT wip_limit AS v FROM team WHERE name = 'Owners'",
      looks: ['next', 'board', 'setup'],
    },
    'policy.limits.sprintDays': { ...policy('sprint_days'), needed: true },
    'policy.limits.freeTop': { ...policy('free_top'), needed: true },
    'policy.limits.expediteLimit': { ...policy('expedite_limit'), needed: true },
    'policy.limits.technicalShare': policy('technical_share'),
    'portfolio.limits.betLimit': { ...portfolio('bet_limit'), needed: true },
    'portfolio.limits.shortShare': portfolio('short_share'),
    'exception.grant.extra': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'exception'),
      others: () => ({ reason: input('A storm') }),
      needed: true,
      stored: 'SELECT extra AS v FROM wip_exception',
      looks: ['board', 'exception'],
    },
  };
}

/** Every field for a date. */
export function dateRows({ at }: Hands): Readonly<Record<string, DateAnswers>> {
  const notKnown = options('yes');
  const parked = { reason: input('Rain'), reasonCode: option('other') };
  const reopenOn = { ...AHEAD, stored: newest('parked_idea', "to_char(reopen_on, 'YYYY-MM-DD')"), looks: ['parked'] };
  const local = (column: string) => ofItem('LAB-8', `to_char(${column} AT TIME ZONE 'Europe/Berlin', 'YYYY-MM-DD')`);
  const correct = { as: 'mei', open: () => at.type('mei', 'checkout', 'correct LAB-8'), looks: ['LAB-8', 'why LAB-8'] };
  return {
    'portfolio.propose.askAgainOn': {
      ...AHEAD,
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'propose'),
      others: () => ({ title: input('Solar awnings'), notKnown }),
      needed: true,
      stored: newest('epic', "to_char(ask_again_on, 'YYYY-MM-DD')"),
      looks: ['portfolio', 'outcome'],
    },
    'portfolio.outcome.askAgainOn': {
      ...AHEAD,
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'outcome E-1'),
      others: () => ({ outcome: input(''), notKnown }),
      needed: true,
      stored: "SELECT to_char(ask_again_on, 'YYYY-MM-DD') AS v FROM epic WHERE key = 'E-1'",
      looks: ['E-1', 'why E-1', 'portfolio'],
    },
    'antiBacklog.parkIdea.reopenOn': {
      ...reopenOn,
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'park Something'),
      others: () => ({ ...parked, title: input('Solar awnings') }),
    },
    'antiBacklog.parkAny.reopenOn': {
      ...reopenOn,
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'park'),
      others: () => ({ ...parked, title: input('Solar awnings') }),
    },
    'antiBacklog.parkAny.reopenOn (item)': {
      ...reopenOn,
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'park'),
      others: () => ({ ...parked, thing: found('LAB-3') }),
      looks: ['LAB-3'],
    },
    'antiBacklog.parkThing.reopenOn (epic)': {
      ...reopenOn,
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'park E-2'),
      others: () => parked,
      looks: ['parked', 'E-2'],
    },
    'antiBacklog.parkThing.reopenOn (item)': {
      ...reopenOn,
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'park LAB-4'),
      others: () => parked,
      looks: ['LAB-4', 'why LAB-4'],
    },
    'health.park.reopenOn': {
      ...reopenOn,
      as: 'ines',
      open: async () =>
        at.press('ines', await at.press('ines', await at.type('ines', 'checkout', 'health STO'), 'What could be parked?'), 'Park'),
    },
    'decisions.decide.reviewOn': {
      ...AHEAD,
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'decide'),
      others: () => ({ question: input('Which colour?'), choice: input('Green') }),
      stored: newestDecision("to_char(review_on, 'YYYY-MM-DD')"),
      looks: ['decisions'],
    },
    // Laws and contracts set days that may be over.
    'externalDates.date.on': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'date LAB-1'),
      others: () => ({ why: input('The levy act') }),
      stored: ofItem('LAB-1', "to_char(external_date, 'YYYY-MM-DD')"),
      good: [day(0), day(-1), '2000-01-01', last],
      beyond: ['1999-12-31', afterLast],
      empty: null,
      needed: true,
      looks: ['LAB-1', 'why LAB-1'],
    },
    'portfolio.date.on': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'date E-12'),
      others: () => ({ why: input('The levy act') }),
      stored: ofEpic('E-12', "to_char(external_date, 'YYYY-MM-DD')"),
      good: [day(0), day(-1), '2000-01-01', last],
      beyond: ['1999-12-31', afterLast],
      empty: null,
      needed: true,
      looks: ['E-12', 'why E-12', 'score epics'],
    },
    'portfolio.hold.until': {
      ...AHEAD,
      as: 'lotte',
      open: () => at.type('lotte', 'checkout', 'hold E-8'),
      others: () => ({ reason: input('Rain') }),
      stored: ofEpic('E-8', "to_char(hold_until, 'YYYY-MM-DD')"),
      needed: true,
      looks: ['E-8', 'portfolio'],
    },
    'portfolio.stop.reopenOn': {
      ...reopenOn,
      as: 'lotte',
      open: () => at.type('lotte', 'checkout', 'stop E-9'),
      others: () => ({ reason: input('Rain'), learned: input('Ask first') }),
      looks: ['E-9', 'parked'],
    },
    'portfolio.override.until': {
      as: 'lotte',
      open: async () => at.press('lotte', await at.type('lotte', 'checkout', 'invest E-11'), 'Make an exception'),
      others: () => ({ reason: input('A fair') }),
      stored:
        "SELECT to_char(until_at AT TIME ZONE 'Europe/Berlin' - interval '1 day', 'YYYY-MM-DD') AS v FROM bet_exception ORDER BY from_at DESC LIMIT 1",
      good: [day(0), day(1), day(90)],
      beyond: [day(-1), day(91), last],
      empty: null,
      needed: true,
      looks: ['E-11', 'portfolio'],
    },
    // Known for 30 days, finished 10 days ago. Left as they are, nothing is corrected.
    'corrections.correct.startedOn': {
      ...correct,
      others: () => ({ reason: input('It was forgotten') }),
      stored: local('started_at'),
      good: [day(-15), day(-10), day(-30)],
      beyond: [day(-9), day(0), day(1), day(-31)],
      empty: null,
      needed: true,
    },
    'corrections.correct.finishedOn': {
      ...correct,
      others: () => ({ reason: input('It was forgotten'), startedOn: date(day(-15)) }),
      stored: local('finished_at'),
      good: [day(-5), day(-15), day(0)],
      beyond: [day(-16), day(1)],
      empty: day(-10),
    },
  };
}
