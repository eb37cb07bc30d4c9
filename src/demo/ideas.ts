import type { ParkReason } from '../model/item/parking.ts';
import type { StreamKey } from './company.ts';

/** A parked idea of the demo. */
export interface DemoIdea {
  readonly number: number;
  readonly title: string;
  readonly reasonCode: ParkReason;
  readonly reason: string;
  /** Handle of who decided. */
  readonly by: string;
  readonly reopenWhen?: string;
  /** Days from today on which to look again. */
  readonly lookAgainIn?: number;
  /** Handles of those who want it all the same. */
  readonly supporters?: readonly string[];
  /** It was an item of this stream, parked under this title. */
  readonly stream?: StreamKey;
}

/** The anti-backlog of Lindenhof, oldest first. Missing numbers were reopened long ago. */
export const IDEAS: readonly DemoIdea[] = [
  {
    number: 4,
    title: 'Pay with crypto',
    reasonCode: 'not_worth_it',
    reason: 'Eleven requests in two years, and the bank would want a second audit.',
    by: 'ines',
  },
  {
    number: 7,
    title: 'An app of our own for sellers',
    reasonCode: 'no_capacity',
    reason: 'The website can do it all; an app would need a team of its own.',
    by: 'amara',
    reopenWhen: 'a third of the sellers work on the phone alone',
    supporters: ['ruth', 'lotte'],
  },
  {
    number: 11,
    title: 'Gift wrapping as an option',
    reasonCode: 'no_fit',
    reason: 'Sellers pack what they made, and do it better than we would.',
    by: 'jonas',
  },
  {
    number: 13,
    title: 'A chat bot for support',
    reasonCode: 'too_early',
    reason: 'Most questions are about one parcel; better tracking answers them.',
    by: 'ruth',
    reopenWhen: 'fewer than half of the questions are about parcels',
  },
  {
    number: 16,
    title: 'Lockers at railway stations',
    reasonCode: 'not_worth_it',
    reason: 'The rent is more than two couriers cost.',
    by: 'jonas',
    reopenWhen: 'the station offers a year without rent',
    lookAgainIn: 120,
  },
  {
    number: 18,
    title: 'Sign in with a phone number',
    reasonCode: 'no_fit',
    reason: 'Numbers change hands, and then the accounts would too.',
    by: 'priya',
    supporters: ['ruth'],
  },
  {
    number: 21,
    title: 'Live auctions on Sundays',
    reasonCode: 'too_early',
    reason: 'Sellers like it, shoppers have not asked. Try one by hand first.',
    by: 'amara',
    lookAgainIn: 60,
  },
  {
    number: 23,
    title: 'Dark colours for the whole site',
    reasonCode: 'no_capacity',
    reason: 'Nice to have; nobody left a basket because of it.',
    by: 'fatima',
    reopenWhen: 'the new design system is in place',
    supporters: ['diego', 'samir', 'mei'],
  },
  {
    number: 25,
    title: 'One basket for several people',
    reasonCode: 'too_early',
    reason: 'Three schools asked. One order with a list of names serves them for now.',
    by: 'mei',
    reopenWhen: 'ten schools or clubs ask for it',
    supporters: ['ruth', 'greta'],
  },
  {
    number: 28,
    title: 'Same-day delivery by bicycle',
    reasonCode: 'not_worth_it',
    reason: 'Couriers need four orders an hour to break even; we have one.',
    by: 'jonas',
    reopenWhen: 'a city has four orders an hour',
    stream: 'LOG',
  },
  {
    number: 29,
    title: 'Prices that change with demand',
    reasonCode: 'no_fit',
    reason: 'Sellers set their prices. That is what they trust us for.',
    by: 'amara',
  },
  {
    number: 31,
    title: 'Pay by invoice',
    reasonCode: 'not_worth_it',
    reason: 'Credit checks cost more than the sales bring in.',
    by: 'ines',
    reopenWhen: 'a check costs under €1',
    supporters: ['ruth', 'oskar'],
    stream: 'PAY',
  },
  {
    number: 33,
    title: 'Search by voice',
    reasonCode: 'not_worth_it',
    reason: 'We tried it with twelve shoppers; nobody used it twice.',
    by: 'fatima',
  },
  {
    number: 34,
    title: 'Ship to Norway',
    reasonCode: 'too_early',
    reason: 'Customs papers take an hour per parcel, by hand.',
    by: 'jonas',
    reopenWhen: 'customs papers come out of the shipping system',
    lookAgainIn: 45,
  },
];
