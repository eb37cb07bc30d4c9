import type { Verdict } from '../model/epic/epic-event.ts';
import type { EvidenceKind } from '../model/epic/review.ts';
import type { KeyResultEvent, KeyResultFields, ObjectiveEvent } from '../model/strategy/goal-event.ts';
import type { ThemeEvent, ThemeFields } from '../model/strategy/theme.ts';
import { ORGANIZATION } from './company.ts';
import { WORKDAY, workClock } from './work-clock.ts';

/** Says where to win. */
const LEADER = 'amara';

interface DemoTheme extends ThemeFields {
  /** Workdays before today: written, followed, and what came later. */
  readonly written: number;
  readonly active?: number;
  readonly changed?: { readonly before: number; readonly to: Partial<ThemeFields> };
  readonly confirmed?: number;
  readonly retired?: { readonly before: number; readonly reason: string };
}

/** T-1, T-2 … by their place. */
const THEMES: readonly DemoTheme[] = [
  {
    name: 'Buying without friction',
    winWhere: 'With people who buy on a phone and have never bought here before',
    outcomes: 'More of those who begin an order finish it, and come back',
    tradeOffs: 'Fewer fields even over more data about shoppers\nReturning shoppers even over large baskets',
    constraints: 'Card data never touches our own servers',
    written: 180,
    active: 176,
    changed: {
      before: 50,
      to: { tradeOffs: 'Fewer fields even over more data about shoppers\nA second order even over a larger first one' },
    },
    confirmed: 20,
  },
  {
    name: 'A market people trust',
    winWhere: 'With makers who sell for a living and cannot afford a stolen account',
    outcomes: 'Sellers and shoppers are sure that the other one is who they say',
    tradeOffs: 'Trust even over speed of sign-up',
    constraints: 'Nobody is locked out without a person to talk to',
    written: 178,
    active: 176,
    confirmed: 25,
  },
  {
    name: 'Parcels that raise no questions',
    winWhere: 'Between the order and the open parcel, where half of all questions come from',
    outcomes: 'Nobody has to ask where something is, or how it goes back',
    tradeOffs: 'Telling early even over telling exactly',
    constraints: null,
    written: 178,
    active: 174,
  },
  {
    name: 'Growth by discounts',
    winWhere: 'With bargain hunters',
    outcomes: null,
    tradeOffs: null,
    constraints: null,
    written: 182,
    active: 180,
    retired: { before: 120, reason: 'They came once, for the discount. Two of three never came back.' },
  },
  {
    name: 'Beyond our borders',
    winWhere: 'In Poland and Czechia, where one order in nine comes from already',
    outcomes: null,
    tradeOffs: 'Two languages done well even over five done somehow',
    constraints: null,
    written: 9,
  },
];

interface DemoObjective {
  readonly title: string;
  /** Place of its theme in the list, from 1. */
  readonly theme: number;
  readonly stated: number;
  readonly results: readonly (KeyResultFields & { readonly measured?: readonly (readonly [before: number, current: number])[] })[];
}

const OBJECTIVES: readonly DemoObjective[] = [
  {
    title: 'An order that nobody gives up',
    theme: 1,
    stated: 172,
    results: [
      {
        title: 'Shoppers who give up at the card form',
        unit: '%',
        baseline: 38,
        target: 30,
        measured: [
          [90, 37],
          [45, 35.5],
          [6, 34],
        ],
      },
      { title: 'A second order within 90 days', unit: '%', baseline: 22, target: 27 },
    ],
  },
  {
    title: 'Accounts that stay with their people',
    theme: 2,
    stated: 171,
    results: [
      {
        title: 'Accounts taken over',
        unit: 'a month',
        baseline: 14,
        target: 2,
        measured: [
          [60, 11],
          [12, 9],
        ],
      },
    ],
  },
  {
    title: 'Parcels explain themselves',
    theme: 3,
    stated: 170,
    results: [
      { title: 'Questions about parcels and returns', unit: 'a week', baseline: 510, target: 200, measured: [[8, 330]] },
      { title: 'Overtime in December', unit: 'hours', baseline: 1_900, target: 900 },
    ],
  },
];

/** Which epics name which theme and key result (T-1 … and K-1 …, by place); the rest name none, which is fine, too. */
export const SERVES: Readonly<Record<string, { readonly theme?: number; readonly keyResult?: number }>> = {
  'E-1': { theme: 3, keyResult: 4 },
  'E-4': { theme: 2, keyResult: 3 },
  'E-5': { theme: 3, keyResult: 4 },
  'E-6': { keyResult: 5 },
  'E-7': { theme: 1, keyResult: 1 },
  'E-9': { theme: 1, keyResult: 2 },
  'E-10': { theme: 2 },
  'E-12': { theme: 3 },
};

interface DemoReview {
  readonly epic: string;
  readonly by: string;
  readonly before: number;
  readonly verdict: Verdict;
  readonly actual: string | null;
  readonly evidenceKind: EvidenceKind;
  readonly evidence: string | null;
  readonly learning: string | null;
}

export const REVIEWS: readonly DemoReview[] = [
  {
    epic: 'E-2',
    by: 'greta',
    before: 14,
    verdict: 'partly',
    actual: '12 minutes a shift',
    evidenceKind: 'metric',
    evidence: 'Two weeks of notes at table 3, as before',
    learning: 'The printer was half of it. The other half is the walk to it.',
  },
];

/** One event of a theme, objective or key result with what stands beside it in the log. */
export interface StrategyEvent<Event> {
  readonly event: Event;
  readonly at: Date;
  readonly actorId: string;
}

export interface StrategyHistories {
  readonly themes: readonly { readonly key: string; readonly events: readonly StrategyEvent<ThemeEvent>[] }[];
  readonly objectives: readonly { readonly name: string; readonly events: readonly StrategyEvent<ObjectiveEvent>[] }[];
  readonly keyResults: readonly { readonly key: string; readonly events: readonly StrategyEvent<KeyResultEvent>[] }[];
}

/** The demo's strategy with its history: pure, the same for the same day. */
export function strategyHistories(now: Date, idOf: (name: string) => string): StrategyHistories {
  const instant = workClock(now, ORGANIZATION.zone);
  const actorId = idOf(`person:${LEADER}`);
  const on = <Event>(before: number, event: Event): StrategyEvent<Event> => ({ event, at: instant(before * WORKDAY - 2), actorId });
  let results = 0;
  return {
    themes: THEMES.map(({ written, active, changed, confirmed, retired, ...fields }, index) => {
      const key = `T-${index + 1}`;
      const events: StrategyEvent<ThemeEvent>[] = [
        on(written, { kind: 'drafted', data: { key, ...fields } }),
        ...(active === undefined ? [] : [on<ThemeEvent>(active, { kind: 'activated', data: {} })]),
        ...(changed === undefined ? [] : [on<ThemeEvent>(changed.before, { kind: 'changed', data: changed.to })]),
        ...(confirmed === undefined ? [] : [on<ThemeEvent>(confirmed, { kind: 'confirmed', data: {} })]),
        ...(retired === undefined ? [] : [on<ThemeEvent>(retired.before, { kind: 'retired', data: { reason: retired.reason } })]),
      ];
      return { key, events };
    }),
    objectives: OBJECTIVES.map(({ title, theme, stated }, index) => ({
      name: `objective:${index + 1}`,
      events: [on<ObjectiveEvent>(stated, { kind: 'stated', data: { title, themeId: idOf(`theme:T-${theme}`) } })],
    })),
    keyResults: OBJECTIVES.flatMap(({ stated, results: own }, index) =>
      own.map(({ measured = [], ...fields }) => {
        results += 1;
        const key = `K-${results}`;
        const data = { key, objectiveId: idOf(`objective:${index + 1}`), ...fields };
        const events: StrategyEvent<KeyResultEvent>[] = [
          on(stated - 1, { kind: 'stated', data }),
          ...measured.map(([before, current]) => on<KeyResultEvent>(before, { kind: 'measured', data: { current } })),
        ];
        return { key, events };
      }),
    ),
  };
}
