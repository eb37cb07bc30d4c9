import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/chat/send.ts';
import { createOutboxSender } from '../../src/schedule/outbox-sender.ts';
import { openEither, type TestDatabase } from '../support/databases.ts';
import { addReady, fingerprint, found, row } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import { startTeamsApp, type TeamsApp } from '../support/teams/app.ts';
import { cardButtons, cardInputs, cardText } from '../support/teams/card.ts';
import { channelId, type Seen } from '../support/teams/driver.ts';
import { TENANT_ID } from '../support/teams/keys.ts';
import { directChat } from '../support/teams/microsoft.ts';
import { playTeams, type TeamsTold } from '../support/teams/play-teams.ts';

const COMPANY = {
  streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
  teams: [{ name: 'Checkout', limit: 2, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
} as const;

const shown = (seen: Seen) => {
  const screen = seen.screens.at(-1);
  if (!screen) throw new Error('Nothing is to be seen.');
  return screen;
};

describe('Millrace in Teams before anybody set it up', () => {
  it('greets where it is installed once, and writes no letter beside it', async () => {
    const opened = await openEither();
    const app = await startTeamsApp(opened);
    try {
      await app.driver.install('mei', 'dm', 'add');
      await app.driver.say('mei', 'dm', 'home');
      await app.idle();
      const words = [...app.driver.microsoft.posts.values()].map((one) => cardText(one.card));
      expect(words).toHaveLength(2);
      expect(words[0]).toContain('Then a stream, a team, and @Millrace in its channel.');
      expect(await row(opened.database, 'SELECT count(*)::int AS n FROM outbox')).toEqual({ n: 0 });
    } finally {
      await app.stop();
      await opened.close();
    }
  });
});

describe('Millrace in Teams', () => {
  let opened: TestDatabase;
  let app: TeamsApp;
  let at: Play<TeamsTold>;
  beforeAll(async () => {
    opened = await openEither();
    app = await startTeamsApp(opened);
    at = playTeams(app.driver, app.idle);
    await found(at, COMPANY);
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  it('E-08 a button delivered four times under two names has one effect, said once', async () => {
    const key = await addReady(at, 'mei', 'checkout', 'Save a card');
    const next = await at.type('mei', 'checkout', 'next');
    const pull = cardButtons(next.screen?.card ?? {}).find((one) => one.title === 'Pull it');
    const invoke = (id: string) =>
      app.driver.activity('mei', next.screen?.conversationId ?? '', {
        type: 'invoke',
        name: 'adaptiveCard/action',
        id,
        replyToId: next.screen?.postId,
        value: { action: { type: 'Action.Execute', verb: 'act', data: pull?.data } },
      });
    const sent = await Promise.all(['f:x', 'f:x', 'f:y', 'f:y'].map((id) => app.driver.send(invoke(id))));
    expect(new Set(sent.map((one) => one.body)).size).toBe(1);
    expect(sent[0]?.body).toContain(key);
    await app.idle();
    expect(await row(opened.database, "SELECT count(*)::int AS n FROM event WHERE kind = 'pulled'")).toEqual({ n: 1 });
    expect((await at.channel('checkout')).map((one) => one.text)).toEqual([
      `Checkout pulled ${key} · Save a card, for returning shoppers. 1 of 2 in progress.`,
    ]);
  });

  it('E-08 words delivered again under their name add once', async () => {
    const activity = app.driver.activity('mei', `${channelId('checkout')};messageid=9`, { type: 'message', text: 'add Gift cards' });
    await Promise.all([app.driver.send(activity), app.driver.send(activity)]);
    expect(await row(opened.database, "SELECT count(*)::int AS n FROM item WHERE title = 'Gift cards'")).toEqual({ n: 1 });
  });

  it('S-38 a request of another tenant leaves no trace', async () => {
    const before = await fingerprint(opened.database);
    const other = { id: '00000000-8888-7777-6666-555555555555' };
    const activity = app.driver.activity('eve', channelId('checkout'), { type: 'message', text: 'pull', channelData: { tenant: other } });
    expect((await app.driver.send(activity)).status).toBe(403);
    expect(await fingerprint(opened.database)).toEqual(before);
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM workspace')).toEqual({ n: 1 });
  });

  it('keeps where its conversations are, by organization', async () => {
    expect(await row(opened.database, 'SELECT count(*)::int AS n FROM conversation WHERE external_team = $1', TENANT_ID)).not.toEqual({
      n: 0,
    });
    const place = await row(
      opened.database,
      'SELECT service_url, external_user FROM conversation WHERE external_id = $1',
      channelId('checkout'),
    );
    expect(place).toEqual({ service_url: app.microsoft.serviceUrl, external_user: '' });
    await at.home('oskar');
    const direct = await row(opened.database, 'SELECT external_user FROM conversation WHERE external_id = $1', directChat('29:oskar'));
    expect(direct).toEqual({ external_user: at.userId('oskar') });
  });

  it('F-44 is taken out and put back without losing anything', async () => {
    await app.driver.install('mei', 'lounge', 'add');
    expect(app.driver.channel('lounge').map((one) => cardText(one.card))[0]).toContain(
      "This channel isn't linked to a team, stream or portfolio yet.",
    );
    const kept = () => row(opened.database, 'SELECT count(*)::int AS n FROM conversation WHERE external_id = $1', channelId('lounge'));
    expect(await kept()).toEqual({ n: 1 });
    const before = await fingerprint(opened.database);
    for (let n = 0; n < 3; n += 1) await app.driver.install('mei', 'lounge', 'remove');
    expect(await kept()).toEqual({ n: 0 });
    expect(await fingerprint(opened.database)).toEqual(before);
  });

  it('takes every message’s menu entry: its words and its link arrive', async () => {
    const payload = {
      body: { contentType: 'html', content: '<p>Refunds take <b>two weeks</b></p>' },
      from: { user: { displayName: 'Ines' } },
      linkToMessage: 'https://teams.microsoft.com/l/message/19:checkout/1',
    };
    const { features } = await import('../../src/features/index.ts');
    const shortcuts = features.flatMap((feature) => feature.shortcuts ?? []);
    expect(shortcuts.length).toBeGreaterThanOrEqual(3);
    for (const { name } of shortcuts) {
      const screen = shown(await app.driver.hand('ines', 'checkout', name, payload));
      const values = cardInputs(screen.card)
        .map((one) => one.value)
        .join();
      expect(`${values} ${cardText(screen.card)}`, name).toContain('Refunds take two weeks');
      expect(screen.in, name).toBe('extension');
    }
    const add = shortcuts.find((one) => one.name.startsWith('add'));
    const form = shown(await app.driver.hand('mei', 'checkout', add?.name ?? '', payload));
    const done = shown(await app.driver.submit('mei', form, { title: 'Faster refunds' }));
    expect(cardText(done.card)).toContain('Faster refunds');
    const item = await row(opened.database, "SELECT source_link FROM item WHERE title = 'Faster refunds'");
    expect(item).toEqual({ source_link: payload.linkToMessage });
  });

  it('answers in the direct chat where messages for one person cannot be, and still knows the channel', async () => {
    app.microsoft.targeted = false;
    const board = await at.type('ruth', 'checkout');
    expect(board.screen?.conversationId).toBe(directChat('29:ruth'));
    expect(board.text).toContain('Checkout');
    const pressed = await at.press('ruth', board, board.buttons.find((one) => one === 'Board') ?? board.buttons[0] ?? '');
    expect(pressed.text).toContain('Checkout');
    app.microsoft.targeted = true;
  });

  it('sent nothing that Teams refuses', () => {
    expect(at.refusals()).toEqual([]);
  });
});

describe('Microsoft’s local client', () => {
  it('gets the first minutes, a form with a mistake, and a pull, without dialogs, type-ahead and tokens', async () => {
    const opened = await openEither();
    const app = await startTeamsApp(opened, { anonymous: true });
    try {
      app.microsoft.targeted = false;
      const at = playTeams(app.driver, app.idle);
      await at.press('tomas', await at.type('tomas', 'general'), 'Set up');
      const refused = await at.send('tomas', { name: '  ', zone: 'Europe/Berlin' });
      expect(refused.view?.errors).toEqual({ name: 'Name is needed.' });
      await at.send('tomas', { name: 'Lindenhof' });
      await at.type('tomas', 'general', 'setup stream');
      await at.send('tomas', { name: 'Payments', key: 'PAY' });
      await at.type('mei', 'general');
      await at.type('tomas', 'general', 'setup team');
      await at.send('tomas', { name: 'Checkout', wipLimit: '2', streamIds: ['PAY · Payments'], memberIds: ['mei', 'tomas'] });
      const key = await addReady(at, 'mei', 'dm', 'Save a card');
      await at.press('mei', await at.type('mei', 'dm', 'next'), 'Pull it');
      expect(await row(opened.database, 'SELECT state FROM item WHERE key = $1', key)).toEqual({ state: 'delivery' });
      expect(app.microsoft.refusals).toEqual([]);
      expect(app.microsoft.asked.every((one) => one.authorization === undefined)).toBe(true);
    } finally {
      await app.stop();
      await opened.close();
    }
  });
});

describe('an organization on two platforms', () => {
  it('gets each announcement on each, and one that cannot be reached does not hold up the other', async () => {
    const opened = await openEither();
    try {
      const { client } = opened.database;
      await client.$executeRawUnsafe(
        "INSERT INTO organization (id, name, zone, created_at) VALUES ('00000000-0000-7000-8000-000000000001', 'x', 'UTC', now())",
      );
      for (const [platform, workspace] of [
        ['slack', 'T1'],
        ['teams', TENANT_ID],
        ['teams', 'another tenant'],
      ])
        await client.$executeRawUnsafe(
          'INSERT INTO workspace (platform, external_id, organization_id, created_at) VALUES ($1, $2, $3::uuid, now())',
          platform,
          workspace,
          '00000000-0000-7000-8000-000000000001',
        );
      for (const [n, platform] of ['slack', 'teams', 'other'].entries())
        await client.$executeRawUnsafe(
          "INSERT INTO outbox (organization_id, id, platform, place_id, subject, message, not_before, created_at) VALUES ($1::uuid, $2::uuid, $3, 'p', 's', '[]', now(), now())",
          '00000000-0000-7000-8000-000000000001',
          `00000000-0000-7000-8000-00000000001${n}`,
          platform,
        );
      const sent: Delivery[] = [];
      const outbox = createOutboxSender({
        database: opened.database,
        send: async (delivery) => {
          sent.push(delivery);
          return delivery.platform === 'slack' ? { type: 'limited', seconds: 60 } : { type: 'sent', externalId: 'x' };
        },
        homes: () => [
          { platform: 'slack', externalId: 'T1' },
          { platform: 'teams', externalId: TENANT_ID },
        ],
        clock: () => new Date(Date.now() + 1_000),
        log: () => {},
      });
      outbox.kick();
      await outbox.idle();
      expect(sent.map((one) => one.platform).sort()).toEqual(['slack', 'teams']);
      const states = await client.$queryRawUnsafe('SELECT platform, state FROM outbox ORDER BY platform');
      expect(states).toEqual([
        { platform: 'other', state: 'due' },
        { platform: 'slack', state: 'due' },
        { platform: 'teams', state: 'sent' },
      ]);
    } finally {
      await opened.close();
    }
  });
});

describe('a process without Teams', () => {
  it('does not load the SDK', () => {
    const script = `
      await import(${JSON.stringify(new URL('../../src/app/app.ts', import.meta.url).href)});
      const { default: module } = await import('node:module');
      const loaded = Object.keys(module._cache);
      process.stdout.write(JSON.stringify([loaded.length > 0, loaded.filter((path) => /node_modules.(botbuilder|botframework)/.test(path))]));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([true, []]);
  });
});
