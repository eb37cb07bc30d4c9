import { onTestFinished } from 'vitest';
import type { Outcome } from '../../src/chat/outcome.ts';
import type { Request } from '../../src/chat/request.ts';
import { createPlayground, type Driver, type PlaygroundOptions } from '../../src/playground/index.ts';
import { createSlack, type Slack, type SlackOptions } from '../../src/slack/index.ts';
import { serve } from '../support/serve.ts';

export const SECRET = 'shhh-signing';
export const TOKEN = 'xoxb-bot-token';

export interface LogLine {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

export interface Town {
  readonly url: string;
  readonly slack: Slack;
  readonly driver: Driver;
  readonly requests: Request[];
  readonly lines: LogLine[];
  /** What chat answers; a test replaces it. */
  chat: (request: Request) => Promise<Outcome> | Outcome;
  clock: { now: number };
}

const WORLD: Omit<PlaygroundOptions, 'baseUrl'> = {
  signingSecret: SECRET,
  botToken: TOKEN,
  team: { id: 'T0001', name: 'Mill Street' },
  bot: { id: 'UBOT', botId: 'B0001', appId: 'A0001', name: 'Millrace' },
  people: [
    { id: 'U1', name: 'ines', realName: 'Ines Ode', role: 'owner', admin: true, zone: 'Europe/Berlin' },
    { id: 'U2', name: 'tom', realName: 'Tom Ray', role: 'developer', zone: 'America/New_York' },
  ],
  channels: [
    { id: 'C1', name: 'payments', kind: 'channel', botIsMember: true },
    { id: 'C2', name: 'lounge', kind: 'channel', botIsMember: false },
    { id: 'D1', name: 'Millrace', kind: 'direct', personId: 'U1', botIsMember: true },
  ],
  commands: [{ command: '/flow', description: 'flow', usageHint: '[next]', words: [] }],
  shortcuts: [],
  tips: [],
};

/** The Slack side with a chat of the test's own, and the stand-in that plays Slack to it, on one port. */
export async function openTown(more: Partial<SlackOptions> = {}): Promise<Town> {
  const { url, close } = await serve(() => [...slack.routes, ...playground.routes]);
  const clock = { now: 1_760_000_000_000 };
  const requests: Request[] = [];
  const lines: LogLine[] = [];
  const log = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const slack = createSlack({
    signingSecrets: [SECRET],
    botToken: TOKEN,
    apiUrl: `${url}/standin/api/`,
    chat: async (request) => {
      requests.push(request);
      return town.chat(request);
    },
    people: {
      accountsOf: async (_, members) => new Map(members.map((member) => [member, member.replace('member-', '')])),
      membersOf: async (_, users) => new Map(users.map((user) => [user, `member-${user}`])),
      namesOf: async (_, users) => new Map(users.map((user) => [user, `Name of ${user}`])),
    },
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    ...more,
    timing: { betweenPosts: 0, ...more.timing },
  });
  const playground = createPlayground({ ...WORLD, baseUrl: () => url, now: () => clock.now, whenBotIdle: () => slack.drain(2_000) });
  const town: Town = { url, slack, driver: playground.driver, requests, lines, clock, chat: () => said('Hello.') };
  onTestFinished(async () => {
    await playground.stop();
    await close();
  });
  return town;
}

/** A message of chat in one paragraph. */
export function said(text: string, type: 'message' | 'update' = 'message'): Extract<Outcome, { type: 'message' | 'update' }> {
  return { type, blocks: [{ type: 'paragraph', spans: [{ type: 'text', text }] }], replayed: false };
}
