/** An item of the demo that waits for another. */
export interface DemoNeed {
  readonly item: string;
  readonly needs: string;
  readonly reason: string;
  readonly by: string;
  readonly daysAgo: number;
}

/** What a stream of the demo settled by talking. */
export interface DemoDecision {
  readonly stream: string;
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

// Oldest first: their keys rise with the day.
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
