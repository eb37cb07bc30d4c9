/** An item of the demo that waits for another. */
export interface DemoNeed {
  readonly item: string;
  readonly needs: string;
  readonly reason: string;
  readonly by: string;
  readonly daysAgo: number;
}

/** What people of the demo settled by talking, or decided on the portfolio. */
export interface DemoDecision {
  /** Of a stream, an epic, or the organization where neither is named. */
  readonly stream?: string;
  readonly epic?: string;
  /** `decided` unless it is said. */
  readonly act?: 'decided' | 'bet' | 'portfolio';
  readonly question: string;
  readonly choice: string;
  readonly reason: string;
  readonly effect?: string;
  readonly by: string;
  readonly daysAgo: number;
}

export const NEEDS: readonly DemoNeed[] = [
  { item: 'PAY-43', needs: 'PAY-41', reason: 'The old form goes when the new one stands', by: 'ines', daysAgo: 9 },
  { item: 'PAY-44', needs: 'PAY-42', reason: 'No points, nothing to pay with', by: 'mei', daysAgo: 6 },
  { item: 'PAY-46', needs: 'IDN-30', reason: 'Somebody has to say who may use the card', by: 'ines', daysAgo: 4 },
  { item: 'LOG-37', needs: 'LOG-22', reason: 'A photo shows where it was left', by: 'pawel', daysAgo: 3 },
];

export const DECISIONS: readonly DemoDecision[] = [
  {
    stream: 'LOG',
    question: 'Do we weigh parcels at the table or at the belt?',
    choice: 'At the packing table',
    reason: 'Whoever packs can still take something out',
    by: 'jonas',
    daysAgo: 61,
  },
  {
    stream: 'PAY',
    question: 'Do we keep the second card processor?',
    choice: 'Yes, for a tenth of the payments',
    reason: 'The outage in summer cost more than a year of its fees',
    effect: 'Nobody has to wait when the first one fails',
    by: 'ines',
    daysAgo: 44,
  },
  {
    act: 'portfolio',
    question: 'How does the portfolio work?',
    choice: 'Payments gets 50 %, Logistics 30 %, Identity 20 %; bets at once 5',
    reason: 'Checkout is where most of the money is lost',
    by: 'amara',
    daysAgo: 40,
  },
  {
    act: 'bet',
    epic: 'E-11',
    question: 'Do we bet on E-11 · Buying for a firm?',
    choice: 'Hold.',
    reason: 'Nobody has time for firms before Christmas',
    by: 'amara',
    daysAgo: 28,
  },
  {
    stream: 'IDN',
    question: 'A second factor by text message or by app?',
    choice: 'By app',
    reason: 'Text messages are read by others, and cost us each time',
    by: 'priya',
    daysAgo: 27,
  },
  {
    stream: 'PAY',
    question: 'What comes first, gift cards or points?',
    choice: 'Gift cards',
    reason: 'They bring new shoppers; points keep those we have',
    by: 'ines',
    daysAgo: 8,
  },
];
