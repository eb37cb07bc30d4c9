/**
 * Lindenhof, an online market for things made by hand: the company of the playground. All names are invented.
 * Shapes follow what a Slack workspace tells about people and channels.
 */
export const PLATFORM = 'slack';
export const WORKSPACE_ID = 'T0MILLRACE';
export const ORGANIZATION = { name: 'Lindenhof', zone: 'Europe/Berlin' } as const;

/** What its portfolio has set: five bets at once, and three in five of them are to pay back soon. */
export const PORTFOLIO = { betLimit: 5, investBy: 'score', shortShare: 60, largestSize: 13 } as const;

export type StreamKey = 'PAY' | 'LOG' | 'IDN';
export type TeamName = 'Checkout' | 'Warehouse' | 'Access' | 'Platform';

interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** One line for the person switcher. */
  readonly role: string;
  /** Admin of the Slack workspace, and of Millrace. */
  readonly admin?: boolean;
  readonly leader?: boolean;
  readonly zone: string;
  readonly team?: TeamName;
}

const zone = ORGANIZATION.zone;

export const PEOPLE: readonly DemoPerson[] = [
  { id: 'U0MEILIN', name: 'mei', realName: 'Mei Lin', role: 'developer in Checkout', zone, team: 'Checkout' },
  { id: 'U0OSKAR', name: 'oskar', realName: 'Oskar Lund', role: 'developer in Checkout', zone, team: 'Checkout' },
  { id: 'U0FATIMA', name: 'fatima', realName: 'Fatima Idrissi', role: 'designer in Checkout', zone, team: 'Checkout' },
  { id: 'U0PAWEL', name: 'pawel', realName: 'Paweł Nowak', role: 'developer in Warehouse', zone: 'Europe/Warsaw', team: 'Warehouse' },
  { id: 'U0GRETA', name: 'greta', realName: 'Greta Vogel', role: 'shift lead in Warehouse', zone, team: 'Warehouse' },
  { id: 'U0DIEGO', name: 'diego', realName: 'Diego Ramos', role: 'developer in Access', zone: 'Europe/Madrid', team: 'Access' },
  { id: 'U0HANNA', name: 'hanna', realName: 'Hanna Virtanen', role: 'developer in Access', zone: 'Europe/Helsinki', team: 'Access' },
  { id: 'U0SAMIR', name: 'samir', realName: 'Samir Haddad', role: 'developer in Platform', zone, team: 'Platform' },
  { id: 'U0LOTTE', name: 'lotte', realName: 'Lotte de Vries', role: 'developer in Platform', zone: 'Europe/Amsterdam', team: 'Platform' },
  { id: 'U0INES', name: 'ines', realName: 'Ines Brandt', role: 'owner of Payments', zone },
  { id: 'U0JONAS', name: 'jonas', realName: 'Jonas Weber', role: 'owner of Logistics', zone },
  { id: 'U0PRIYA', name: 'priya', realName: 'Priya Nair', role: 'owner of Identity', zone },
  { id: 'U0AMARA', name: 'amara', realName: 'Amara Okafor', role: 'head of product, a leader', leader: true, zone },
  { id: 'U0TOMAS', name: 'tomas', realName: 'Tomáš Keller', role: 'admin', admin: true, zone: 'Europe/Prague' },
  { id: 'U0RUTH', name: 'ruth', realName: 'Ruth Adler', role: 'customer support, in no team', zone },
];

interface DemoStream {
  readonly key: StreamKey;
  readonly name: string;
  /** Handle of its owner. */
  readonly owner: string;
  readonly doneMeans: 'accepted' | 'released';
  /** Its share of the funding, in percent. */
  readonly share: number;
}

export const STREAMS: readonly DemoStream[] = [
  { key: 'PAY', name: 'Payments', owner: 'ines', doneMeans: 'released', share: 50 },
  { key: 'LOG', name: 'Logistics', owner: 'jonas', doneMeans: 'accepted', share: 30 },
  { key: 'IDN', name: 'Identity', owner: 'priya', doneMeans: 'released', share: 20 },
];

/** The delivery stages of every stream. */
export const STAGES = [
  { name: 'in progress', kind: 'active' },
  { name: 'in review', kind: 'waiting' },
] as const;

interface DemoTeam {
  readonly name: TeamName;
  readonly wipLimit: number;
  /** Streams it pulls from, in its order. */
  readonly streams: readonly StreamKey[];
}

export const TEAMS: readonly DemoTeam[] = [
  { name: 'Checkout', wipLimit: 4, streams: ['PAY'] },
  { name: 'Warehouse', wipLimit: 3, streams: ['LOG'] },
  { name: 'Access', wipLimit: 3, streams: ['IDN'] },
  { name: 'Platform', wipLimit: 4, streams: ['PAY', 'IDN', 'LOG'] },
];

interface DemoChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel';
  readonly topic: string;
  readonly botIsMember: boolean;
  /** What it is linked to; a channel without either is not linked. */
  readonly team?: TeamName;
  readonly stream?: StreamKey;
}

export const CHANNELS: readonly DemoChannel[] = [
  {
    id: 'C0CHECKOUT',
    name: 'checkout',
    kind: 'channel',
    topic: 'Team Checkout: from the basket to the receipt',
    botIsMember: true,
    team: 'Checkout',
  },
  {
    id: 'C0WAREHOUSE',
    name: 'warehouse',
    kind: 'channel',
    topic: 'Team Warehouse: picking, packing, parcels',
    botIsMember: true,
    team: 'Warehouse',
  },
  { id: 'C0ACCESS', name: 'access', kind: 'channel', topic: 'Team Access: signing in and staying safe', botIsMember: true, team: 'Access' },
  {
    id: 'C0PLATFORM',
    name: 'platform',
    kind: 'channel',
    topic: 'Team Platform: what the others build on',
    botIsMember: true,
    team: 'Platform',
  },
  {
    id: 'C0PAYMENTS',
    name: 'payments',
    kind: 'channel',
    topic: 'The Payments stream: what comes next, and why',
    botIsMember: true,
    stream: 'PAY',
  },
  { id: 'C0LOGISTICS', name: 'logistics', kind: 'channel', topic: 'The Logistics stream', botIsMember: true, stream: 'LOG' },
  { id: 'C0IDENTITY', name: 'identity', kind: 'channel', topic: 'The Identity stream', botIsMember: true, stream: 'IDN' },
  { id: 'C0GENERAL', name: 'general', kind: 'channel', topic: 'Everybody at Lindenhof. Not linked to any team', botIsMember: true },
];

/** Three things to type first, as whom (handle) and where (channel name), and what they show. */
export const TIPS: readonly { readonly text: string; readonly as: string; readonly channel: string; readonly shows: string }[] = [
  { text: '/flow next', as: 'mei', channel: 'checkout', shows: 'what Checkout may take, why, and how much room there is' },
  { text: '/flow next', as: 'pawel', channel: 'warehouse', shows: 'a team at its limit, and what it could help along' },
  { text: '/flow ready PAY-14', as: 'ines', channel: 'payments', shows: 'what an item still needs before it is ready' },
];
