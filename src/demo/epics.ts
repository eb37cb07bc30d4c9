import type { Affected, EpicFlowState, Horizon } from '../model/epic/epic.ts';
import type { ItemScore } from '../model/score/item-score.ts';
import type { StreamKey } from './company.ts';

/** An epic of the demo; its number is its place in the list: E-1, E-2 … */
export interface DemoEpic {
  readonly title: string;
  /** Handle of its owner, who proposed it. */
  readonly owner: string;
  readonly stream?: StreamKey;
  readonly affects?: Affected;
  readonly outcome?: string;
  readonly measure?: string;
  /** Where the outcome is not known yet: ask again in so many days. */
  readonly askIn?: number;
  readonly forWhom?: string;
  readonly problem?: string;
  readonly hypothesis?: string;
  readonly evidence?: string;
  /** Workdays before today. */
  readonly proposed: number;
  /** The way it went, in workdays before today. */
  readonly way: Readonly<Partial<Record<Exclude<EpicFlowState, 'funnel'>, number>>>;
  readonly horizon?: Horizon;
  /** Its parts, scored so many workdays before today. */
  readonly score?: { readonly parts: ItemScore; readonly ago: number };
  /** Why and when it was put on hold, in workdays before today; to be looked at again in so many days. */
  readonly held?: { readonly reason: string; readonly ago: number; readonly lookIn: number };
  /** What law or contract sets, in so many days. */
  readonly external?: { readonly reason: string; readonly inDays: number };
  readonly items: readonly string[];
  /** Handles of people who said "I want this too". */
  readonly supporters?: readonly string[];
}

export const EPICS: readonly DemoEpic[] = [
  {
    title: 'Returns without a phone call',
    owner: 'jonas',
    stream: 'LOG',
    affects: 'customer',
    outcome: 'Shoppers send something back without asking us how',
    measure: 'calls about returns, 210 → 80 a week',
    forWhom: 'Shoppers who send something back, and the people who answer their calls',
    problem: 'One return in four ends in a call, because nobody sees where it is',
    hypothesis: 'We believe that showing each step of a return will halve the calls about it',
    evidence: 'Support counted calls for two weeks in spring: 210 a week, 140 of them “where is my money?”',
    proposed: 150,
    way: { exploring: 140, ready: 128, investing: 110 },
    horizon: 'short',
    items: ['LOG-12', 'LOG-15', 'LOG-23', 'LOG-24', 'LOG-27', 'LOG-32', 'LOG-33', 'PAY-36'],
    supporters: ['ruth', 'greta', 'ines'],
  },
  {
    title: 'Labels without queues',
    owner: 'greta',
    stream: 'LOG',
    affects: 'business',
    outcome: 'Packers no longer wait at the label printer',
    measure: 'waiting at the printer, 40 → 5 minutes a shift',
    evidence: 'A week of notes at table 3',
    proposed: 165,
    way: { exploring: 160, ready: 155, investing: 150, delivered: 40 },
    items: ['LOG-1', 'LOG-5', 'LOG-8', 'LOG-14'],
  },
  {
    title: 'Partner onboarding',
    owner: 'priya',
    stream: 'IDN',
    affects: 'business',
    outcome: 'A new partner sells within two days of signing',
    measure: 'signing to first sale, 9 → 2 days',
    forWhom: 'Makers who want to sell here, and partner care',
    hypothesis: 'We believe that partners who invite their own people will start within two days',
    evidence: 'Seven of twelve partners we asked gave up at the papers',
    proposed: 140,
    way: { exploring: 132, ready: 120, investing: 100, delivered: 3 },
    items: ['IDN-18', 'IDN-19', 'IDN-20', 'IDN-21', 'PAY-39'],
    supporters: ['amara'],
  },
  {
    title: 'Accounts nobody can take over',
    owner: 'priya',
    stream: 'IDN',
    affects: 'customer',
    outcome: 'Hardly any account is taken over by a stranger',
    measure: 'accounts taken over, 14 → 2 a month',
    problem: 'People use the same password everywhere, and lists of them are for sale',
    hypothesis: 'We believe that a second factor for sellers and a warning for everybody will end most takeovers',
    evidence: 'Of 41 takeovers last quarter 33 began with a leaked password',
    proposed: 145,
    way: { exploring: 136, ready: 125, investing: 105 },
    horizon: 'long',
    items: [
      'IDN-1',
      'IDN-2',
      'IDN-4',
      'IDN-5',
      'IDN-9',
      'IDN-10',
      'IDN-13',
      'IDN-14',
      'IDN-17',
      'IDN-22',
      'IDN-23',
      'IDN-26',
      'IDN-27',
      'PAY-9',
    ],
  },
  {
    title: 'Parcels that tell where they are',
    owner: 'jonas',
    stream: 'LOG',
    affects: 'customer',
    outcome: 'Shoppers know where their parcel is without asking',
    measure: '“Where is my parcel?”, 300 → 120 a week',
    evidence: 'Half of all questions to support',
    proposed: 160,
    way: { exploring: 152, ready: 146, investing: 130, delivered: 22 },
    items: ['LOG-2', 'LOG-3', 'LOG-7', 'LOG-9', 'LOG-20'],
  },
  {
    title: 'A calmer Christmas in the warehouse',
    owner: 'greta',
    stream: 'LOG',
    affects: 'business',
    askIn: 12,
    problem: 'In December every second shift runs late, and we hire people we cannot train',
    evidence: 'Overtime of last December: 1,900 hours',
    proposed: 125,
    way: { exploring: 118, ready: 100, investing: 80 },
    items: ['LOG-4', 'LOG-6', 'LOG-10', 'LOG-13', 'LOG-16', 'LOG-18', 'LOG-25', 'LOG-26', 'LOG-29', 'LOG-31', 'LOG-34'],
    supporters: ['pawel'],
  },
  {
    title: 'Easier checkout',
    owner: 'ines',
    stream: 'PAY',
    affects: 'customer',
    outcome: 'Fewer give up at the card form',
    measure: '38 % → 30 %',
    forWhom: 'Shoppers on phones, and whoever buys here for the first time',
    problem: 'More than a third leave at the card form, most of them on phones',
    hypothesis: 'We believe that fewer fields and no surprises will result in more finished orders',
    evidence: 'Recorded sessions: of 60 who left, 41 left at the second screen of the form',
    proposed: 138,
    way: { exploring: 130, ready: 122, investing: 108 },
    horizon: 'short',
    items: [
      'PAY-1',
      'PAY-2',
      'PAY-5',
      'PAY-6',
      'PAY-11',
      'PAY-12',
      'PAY-21',
      'PAY-28',
      'PAY-29',
      'PAY-32',
      'PAY-33',
      'PAY-35',
      'PAY-41',
      'IDN-24',
    ],
    supporters: ['mei', 'oskar', 'ruth', 'fatima'],
  },
  {
    title: 'Payments that stand on their own',
    owner: 'lotte',
    stream: 'PAY',
    affects: 'platform',
    outcome: 'A release of the shop no longer touches payments, and payments release when they are ready',
    measure: 'payment releases, 2 → 8 a month',
    hypothesis: 'We believe that a database and a form of their own will let payments release without the shop',
    evidence: 'Eleven of the last fourteen delays waited for the shop’s release',
    proposed: 135,
    way: { exploring: 128, ready: 119, investing: 95 },
    horizon: 'long',
    items: ['PAY-4', 'PAY-7', 'PAY-15', 'PAY-19', 'PAY-23', 'PAY-25', 'PAY-31', 'PAY-34', 'PAY-38', 'PAY-43'],
    supporters: ['samir'],
  },
  {
    title: 'Loyalty points',
    owner: 'amara',
    stream: 'PAY',
    affects: 'business',
    outcome: 'More shoppers come back within three months',
    measure: 'second order within 90 days, 22 % → 27 %',
    forWhom: 'Shoppers who bought twice and might buy a third time',
    hypothesis: 'We believe that points which are worth something at once will bring more people back',
    proposed: 60,
    way: { exploring: 48, ready: 15 },
    horizon: 'short',
    score: { parts: { value: 8, time: 3, risk: 2, size: null }, ago: 12 },
    items: ['PAY-42', 'PAY-44', 'IDN-32'],
    supporters: ['ines', 'ruth'],
  },
  {
    title: 'Payouts that sellers understand',
    owner: 'ines',
    stream: 'PAY',
    affects: 'customer',
    outcome: 'Sellers no longer ask what a payout is for',
    measure: 'questions about payouts, 90 → 30 a month',
    problem: 'Sellers add up orders by hand at the end of the month',
    evidence: 'Three sellers showed us their spreadsheets',
    proposed: 50,
    way: { exploring: 30 },
    external: { reason: 'The reporting act for marketplaces', inDays: 130 },
    score: { parts: { value: 5, time: 8, risk: 3, size: 3 }, ago: 12 },
    items: ['PAY-40'],
  },
  {
    title: 'Buying for a firm',
    owner: 'ines',
    stream: 'PAY',
    affects: 'business',
    outcome: 'Small firms order here every month instead of once a year',
    measure: 'firms with an order a month, 40 → 150',
    forWhom: 'Offices, cafés and small hotels',
    hypothesis: 'We believe that a VAT number and an approval are all that keeps them away',
    evidence: 'Nine of fifteen firms we called said so',
    proposed: 70,
    way: { exploring: 64, ready: 58, investing: 45 },
    horizon: 'short',
    score: { parts: { value: 13, time: 5, risk: 3, size: 8 }, ago: 12 },
    held: { reason: 'Nobody has time for firms before Christmas', ago: 20, lookIn: 45 },
    items: ['PAY-45', 'PAY-46', 'IDN-30', 'IDN-31'],
    supporters: ['jonas'],
  },
  {
    title: 'Delivery on the day you choose',
    owner: 'jonas',
    stream: 'LOG',
    affects: 'customer',
    askIn: 26,
    problem: 'One parcel in six is brought twice, because nobody is at home',
    proposed: 45,
    way: { exploring: 25 },
    items: ['LOG-21', 'LOG-36', 'LOG-37'],
    supporters: ['mei'],
  },
  {
    title: 'Fewer, smaller parcels',
    owner: 'greta',
    stream: 'LOG',
    affects: 'platform',
    outcome: 'We use less cardboard for the same orders',
    measure: 'cardboard per order, 310 → 220 g',
    proposed: 18,
    way: {},
    items: ['LOG-38'],
  },
  {
    title: 'Presents people love to give',
    owner: 'fatima',
    askIn: 40,
    proposed: 11,
    way: {},
    items: ['PAY-47'],
  },
  {
    title: 'The shop in Polish and Czech',
    owner: 'ruth',
    affects: 'customer',
    askIn: 19,
    problem: 'One order in nine comes from there, and every third question is about a word',
    proposed: 4,
    way: {},
    items: ['PAY-27'],
  },
];
