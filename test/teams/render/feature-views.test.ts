import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPorts } from '../../../src/app/ports.ts';
import { catalogue } from '../../../src/chat/catalogue.ts';
import { createChat } from '../../../src/chat/chat.ts';
import type { Sender } from '../../../src/chat/request.ts';
import { PEOPLE, WORKSPACE_ID } from '../../../src/demo/company.ts';
import { loadDemo } from '../../../src/demo/load.ts';
import { clientScene, openTeamsDoor, TENANT_ID } from '../../../src/demo/teams-door.ts';
import { features } from '../../../src/features/index.ts';
import { LOCAL_CLIENT, TEAMS_CLIENT } from '../../../src/teams/base/capabilities.ts';
import { drawForm } from '../../../src/teams/render/form.ts';
import { drawMessage } from '../../../src/teams/render/message.ts';
import { drawResult } from '../../../src/teams/render/result.ts';
import { judgeCard } from '../../contract/judge-teams.ts';
import { liveInTeams, shownByTeams } from '../../contract/shown-by-teams.ts';
import { openEither, type TestDatabase } from '../../support/databases.ts';
import { crawl, type Seen } from './crawl.ts';

// What the features really say, reached as people reach it, in every kind of card.
interface Scene {
  readonly currentUser: { readonly aadObjectId: string; readonly name: string };
  readonly team: { readonly channels: readonly { readonly id: string; readonly name: string }[] };
}

let opened: TestDatabase;
let seen: Seen[];

beforeAll(async () => {
  opened = await openEither();
  await loadDemo(opened.database, { now: new Date(), workspaceId: WORKSPACE_ID });
  // Young enough to say what ran before.
  await opened.database.client.$executeRawUnsafe('UPDATE epic SET started_at = now(), before = true WHERE started_at IS NOT NULL');
  const log = pino({ level: 'silent' });
  const chat = createChat(catalogue(features), createPorts({ database: opened.database, log, adopt: true, committed: () => {} }));
  await openTeamsDoor(opened.database, TENANT_ID);
  const as = (name: string, channel: string): Sender => {
    const { currentUser, team } = clientScene(name) as Scene;
    const place = team.channels.find((one) => one.name === channel) ?? { id: `19:${channel}@thread.tacv2`, name: channel };
    const where = { externalId: place.id, name: place.name, kind: 'channel' } as const;
    return { platform: 'teams', workspaceId: TENANT_ID, userId: currentUser.aadObjectId, userName: currentUser.name, place: where };
  };
  const stranger: Sender = { ...as('ruth', 'general'), userId: '7f3c0000-0000-4000-8000-0000000009ff', userName: 'Nobody Known' };
  const names = features.flatMap((one) => one.commands.map(({ name }) => name));
  const asking = ['order PAY-26', 'outcome E-12', 'E-7', 'park PAY-14', 'park E-15', 'revive I-31', 'show PAY-12'];
  const keyed = ['score', 'needs', 'date', 'challenge', 'split', 'merge', 'transfer', 'tag', 'expedite', 'correct'].map(
    (one) => `${one} PAY-26`,
  );
  const owning = ['tags', 'policy', 'health', 'order', ...keyed, 'order PAY-26 top', 'merge PAY-26 into PAY-25', 'transfer PAY-26 LOG'];
  const betting = [
    'portfolio flow',
    'invest',
    'invest E-9',
    'invest E-11',
    'hold E-1',
    'stop E-6',
    'score epics',
    'score E-9',
    'date E-9',
    'E-10',
    'E-12',
  ];
  const odd = ['help pull', 'no such thing', 'add [x](https://evil.test)', 'park [x](https://evil.test)'];
  seen = await crawl(chat, [
    // Before any bet passes the gate.
    [as('amara', 'general'), ['portfolio running', 'portfolio', 'outcome', 'T-2']],
    // Before anything is parked: the portfolio is full, and some epics lack this or that.
    [as('amara', 'general'), ['E-10', 'E-12']],
    [as('amara', 'general'), ['invest E-11', 'invest E-9', 'stop E-11', 'stop']],
    [as('oskar', 'checkout'), ['pull PAY-25', 'pull PAY-30']],
    [as('mei', 'checkout'), [...names, ...odd]],
    [as('mei', 'checkout'), ['block PAY-26', 'pull PAY-26', 'add Pay by invoice', ...keyed]],
    [as('ines', 'checkout'), ['PAY-26', 'tags', 'tags', 'tag PAY-26', ...asking, ...owning]],
    [as('jonas', 'logistics'), ['tags LOG', 'policy LOG', 'health LOG', 'score LOG-30', 'order LOG-30 top']],
    [as('amara', 'checkout'), ['portfolio', ...asking]],
    [as('amara', 'general'), ['strategy', 'T-1', 'T-2', 'K-1', 'review', 'roadmap', 'roadmap export']],
    [as('amara', 'general'), [...betting, 'review bets', 'review bets']],
    [as('tomas', 'general'), ['setup', 'setup connect', 'setup organization', 'account', 'roles', '', 'backlog', 'add']],
    [stranger, ['', 'next', 'account', 'setup']],
  ]);
}, 120_000);
afterAll(() => opened.close());

function cardsOf({ outcome }: Seen) {
  const accounts = new Map<string, string>();
  const people = PEOPLE.map((one) => ({ value: one.id, text: one.realName }));
  switch (outcome.type) {
    case 'message':
    case 'update':
    case 'home':
      return [
        { surface: 'chat' as const, card: drawMessage(outcome.blocks, TEAMS_CLIENT).card },
        { surface: 'chat' as const, card: drawMessage(outcome.blocks, LOCAL_CLIENT).card },
        { surface: 'dialog' as const, card: drawResult(outcome.blocks, TEAMS_CLIENT) },
      ];
    case 'form':
    case 'errors':
    case 'said': {
      const errors = outcome.type === 'errors' ? { errors: outcome.errors } : {};
      return [
        { surface: 'dialog' as const, card: drawForm(outcome.view, { surface: 'dialog', accounts, ...errors }, TEAMS_CLIENT) },
        { surface: 'chat' as const, card: drawForm(outcome.view, { surface: 'chat', accounts, ...errors }, TEAMS_CLIENT) },
        { surface: 'chat' as const, card: drawForm(outcome.view, { surface: 'chat', accounts, people, ...errors }, LOCAL_CLIENT) },
      ];
    }
    case 'options':
    case 'nothing':
      return [];
    default: {
      const unknown: never = outcome;
      return unknown;
    }
  }
}

it('reaches every kind of answer and most forms', () => {
  const forms = new Set(seen.flatMap(({ outcome }) => ('view' in outcome ? [outcome.view.form] : [])));
  const declared = features.flatMap((one) => one.forms.map(({ contract }) => contract.name));
  expect(new Set(seen.map(({ outcome }) => outcome.type))).toEqual(new Set(['message', 'update', 'form', 'errors', 'home']));
  expect(declared.filter((name) => forms.has(name)).length).toBeGreaterThan(declared.length * 0.8);
  expect(seen.length).toBeGreaterThan(150);
});

it('draws all of it as cards that Teams takes, dead to the words in them, and whole', () => {
  for (const one of seen) {
    for (const { surface, card } of cardsOf(one)) {
      expect(judgeCard(card, surface), one.path).toEqual([]);
      expect(
        liveInTeams(card).filter((live) => !live.startsWith('link https://')),
        one.path,
      ).toEqual([]);
      expect(shownByTeams(card), one.path).not.toMatch(/don’t fit here/);
    }
  }
});

// The rival is written with a capital. "Slack" is also a word of flow (the room kept free for the unplanned); at the beginning of a line
// it stands as "Slack capacity", so that nobody takes it for a name.
const OTHER_PLATFORM = /\bSlack\b(?! capacity\b)|slack\.com|App Home|Enterprise Grid/;
// What is typed elsewhere.
const OTHER_WORDS = /(?:^|[\s“(])\/(?:flow|invite)\b/m;

it('names no other platform, and nothing that is typed there', () => {
  for (const one of seen) {
    for (const { card } of cardsOf(one)) {
      expect(shownByTeams(card), one.path).not.toMatch(OTHER_PLATFORM);
      expect(shownByTeams(card), one.path).not.toMatch(OTHER_WORDS);
    }
    if (!('blocks' in one.outcome)) continue;
    const { summary } = drawMessage(one.outcome.blocks, TEAMS_CLIENT);
    expect(summary, one.path).not.toMatch(OTHER_PLATFORM);
    expect(summary, one.path).not.toMatch(OTHER_WORDS);
  }
});

it('would notice', () => {
  for (const text of ['Slack', 'Open Slack.', 'in Slack', 'https://acme.slack.com/']) expect(text).toMatch(OTHER_PLATFORM);
  for (const text of ['within the slack', 'Slack capacity', 'slackened']) expect(text).not.toMatch(OTHER_PLATFORM);
  for (const text of ['Type /flow next.', '/flow', '(/invite me)']) expect(text).toMatch(OTHER_WORDS);
});
