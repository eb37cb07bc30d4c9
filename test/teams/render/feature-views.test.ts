import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalogue } from '../../../src/chat/catalogue.ts';
import { createChat } from '../../../src/chat/chat.ts';
import type { Sender } from '../../../src/chat/request.ts';
import { CHANNELS, PEOPLE, PLATFORM, WORKSPACE_ID } from '../../../src/features/demo/company.ts';
import { loadDemo } from '../../../src/features/demo/load.ts';
import { features } from '../../../src/features/index.ts';
import { createPorts } from '../../../src/ports.ts';
import { LOCAL_CLIENT, TEAMS_CLIENT } from '../../../src/teams/capabilities.ts';
import { drawForm } from '../../../src/teams/render/form.ts';
import { drawMessage } from '../../../src/teams/render/message.ts';
import { drawResult } from '../../../src/teams/render/result.ts';
import { judgeCard } from '../../contract/judge-teams.ts';
import { liveInTeams, shownByTeams } from '../../contract/shown-by-teams.ts';
import { openTestEmbedded, type TestDatabase } from '../../support/databases.ts';
import { crawl, type Seen } from './crawl.ts';

// What the features really say, reached as people reach it, in every kind of card.
let opened: TestDatabase;
let seen: Seen[];

beforeAll(async () => {
  opened = await openTestEmbedded();
  await loadDemo(opened.database, { now: new Date(), workspaceId: WORKSPACE_ID });
  const log = pino({ level: 'silent' });
  const chat = createChat(catalogue(features), createPorts({ database: opened.database, log, adopt: true, committed: () => {} }));
  const as = (name: string, channel: string): Sender => {
    const person = PEOPLE.find((one) => one.name === name);
    const place = CHANNELS.find((one) => one.name === channel);
    if (!person || !place) throw new Error(`No ${name} in ${channel}.`);
    const where = { externalId: place.id, name: place.name, kind: 'channel' } as const;
    return { platform: PLATFORM, workspaceId: WORKSPACE_ID, userId: person.id, userName: person.name, place: where };
  };
  const names = features.flatMap((one) => one.commands.map(({ name }) => name));
  const asking = ['order PAY-26', 'outcome E-12', 'E-7', 'park PAY-14', 'park E-15', 'revive I-31', 'show PAY-12'];
  const odd = ['help pull', 'no such thing', 'add [x](https://evil.test)', 'park [x](https://evil.test)'];
  seen = await crawl(chat, [
    [as('mei', 'checkout'), [...names, ...odd]],
    [as('ines', 'checkout'), asking],
    [as('amara', 'checkout'), ['portfolio', ...asking]],
    [as('tomas', 'general'), ['setup', 'setup connect', 'setup organization', 'account', 'roles', '']],
  ]);
}, 60_000);
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

it('names no other platform', () => {
  for (const one of seen) for (const { card } of cardsOf(one)) expect(shownByTeams(card), one.path).not.toMatch(/slack/i);
});
