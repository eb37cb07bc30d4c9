import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '../../src/app/app.ts';
import type { Config } from '../../src/app/config.ts';
import { WORKSPACE_ID } from '../../src/demo/company.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { describeBoth, type TestDatabase } from '../support/databases.ts';
import { APP_TOKEN, BOT_TOKEN, type SocketSlack, startSocketSlack } from '../support/socket-slack.ts';

const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });

function configOf(slack: SocketSlack, appToken = APP_TOKEN): Config {
  return {
    production: false,
    port: 0,
    host: '127.0.0.1',
    logLevel: 'silent',
    databaseUrl: 'unused',
    dataDir: 'unused',
    migrate: false,
    slack: { botToken: BOT_TOKEN, signingSecrets: [], appToken, apiUrl: slack.apiUrl },
    teams: undefined,
  };
}

describeBoth('Socket Mode: the same journeys without HTTP', (open) => {
  let opened: TestDatabase;
  let app: App | undefined;
  let slack: SocketSlack;
  beforeAll(async () => {
    opened = await open();
    await loadDemo(opened.database, { now: new Date(), workspaceId: WORKSPACE_ID });
    slack = await startSocketSlack(WORKSPACE_ID, async () => app?.idle());
    app = await startApp({ config: configOf(slack), database: opened.database, log, demo: true });
  });
  afterAll(async () => {
    await app?.stop();
    await slack.stop();
    await opened.close();
  });

  it('next → pull → announced → done', async () => {
    const { driver } = slack;
    const next = await driver.command({ as: 'mei', channel: 'checkout', text: '/flow next' });
    expect(next.alerts).toEqual([]);
    const key = /Next for Checkout: (PAY-\d+)/.exec(next.text)?.[1] ?? '';
    expect(key).not.toBe('');
    const pulled = await driver.click({ as: 'mei', message: next.message, label: 'Pull it', until: 'shown' });
    expect(pulled.text).toContain(`Checkout has ${key}`);
    await app?.idle();
    const announced = () => driver.messages('checkout', 'oskar').filter((message) => driver.text(message).includes(key));
    expect(announced()).toHaveLength(1);
    const done = await driver.command({ as: 'mei', channel: 'checkout', text: `/flow done ${key}` });
    expect(done.text).toContain(`${key} · `);
    expect(done.text).toContain(`finished ${key}`);
    await app?.idle();
    expect(announced()).toHaveLength(1);
    expect(driver.refusals).toEqual([]);
  });

  it('a form comes back with what was wrong and what was typed, then does its work', async () => {
    const { driver } = slack;
    const free = await opened.database.client.item.findFirst({ where: { state: 'delivery', blocked: false, key: { startsWith: 'PAY' } } });
    const key = free?.key ?? '';
    const asked = await driver.command({ as: 'mei', channel: 'checkout', text: `/flow block ${key}` });
    expect(asked.view?.title).toBe('Blocked');
    const typed = `the bank ${'\u0301'.repeat(20)}`;
    const wrong = await driver.submit({ as: 'mei', values: { reason: typed } });
    expect(wrong.view?.errors.reason).toContain('marks on one letter');
    expect(JSON.stringify(driver.snapshot('mei').modals.at(-1))).toContain('Blocked');
    const right = await driver.submit({ as: 'mei', values: { reason: 'Legal & their <red> pen' }, until: 'shown' });
    expect(driver.view('mei')).toBeUndefined();
    expect(right.text).toContain('Legal & their <red> pen');
    expect(driver.refusals).toEqual([]);
  });

  it('opens the Home tab', async () => {
    const home = await slack.driver.home({ as: 'mei', until: 'shown' });
    expect(home.view?.type).toBe('home');
    expect(home.text).toContain('You are in Checkout');
  });

  it('goes on over a new socket when Slack takes the old one away', async () => {
    slack.recycle();
    await slack.opened(2);
    const again = await slack.driver.command({ as: 'mei', channel: 'checkout', text: '/flow board' });
    expect(again.text).toContain('Checkout');
  }, 20_000);

  it('asks again when Slack fails to give a new one', async () => {
    slack.recycle(1);
    await slack.opened(3);
    const again = await slack.driver.command({ as: 'mei', channel: 'checkout', text: '/flow board' });
    expect(again.text).toContain('Checkout');
  });

  it('serves health over HTTP, and no Slack route there', async () => {
    expect((await fetch(`http://127.0.0.1:${app?.port}/readyz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${app?.port}/slack/events`, { method: 'POST' })).status).toBe(404);
  });

  it('stops: what runs is answered, then the socket ends', async () => {
    const opening = slack.driver.script('views.open', { hang: true });
    const running = slack.driver.command({ as: 'mei', channel: 'checkout', text: '/flow add' });
    await opening.reached;
    const stopped = app?.stop();
    opening.release();
    await stopped;
    app = undefined;
    expect(await running).toMatchObject({ status: 200, alerts: [], view: { type: 'modal' } });
    await slack.allClosed();
  });
});

describe('a wrong app token', () => {
  it('ends the start with what to set', async () => {
    const { socketReceiver } = await import('../../src/slack/socket-receiver.ts');
    const slack = await startSocketSlack(WORKSPACE_ID, async () => {});
    const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    await expect(socketReceiver('xapp-wrong', slack.apiUrl, quiet).open()).rejects.toThrow(
      /Slack refused SLACK_APP_TOKEN \(invalid_auth\)/,
    );
    await slack.stop();
  });
});
