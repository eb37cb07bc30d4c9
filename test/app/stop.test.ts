import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { DRAIN_MS, LEAVE_MS } from '../../src/app/stopping.ts';
import { WORKSPACE_ID } from '../../src/demo/company.ts';
import { postSigned } from '../concurrency/two-apps.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { APP_TOKEN, BOT_TOKEN, type SocketSlack, startSocketSlack } from '../support/socket-slack.ts';
import { type MainProcess, startMain } from '../support/start-main.ts';

const PATIENCE_MS = 100_000;

describeServer('a real process', () => {
  const running = new Set<MainProcess>();
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of running) each.child.kill('SIGKILL');
    await Promise.all([...running].map((each) => each.ended));
    running.clear();
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** A database with the demo, and its workspace's stand-in in this process. */
  async function workspace(): Promise<{ opened: TestDatabase & { readonly url: string }; slack: TestApp }> {
    const opened = await openTestServer();
    closing.push(opened.close);
    const slack = await startTestApp(opened, { demo: true });
    closing.push(slack.stop);
    return { opened, slack };
  }
  /** A replica behind a balancer. @returns it with the port it listens on */
  async function replica(url: string, slack: TestApp): Promise<{ process_: MainProcess; port: number }> {
    const process_ = startMain({
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      DATABASE_URL: url,
      SLACK_BOT_TOKEN: secretsOf(slack).botToken,
      SLACK_SIGNING_SECRET: secretsOf(slack).signingSecrets.join(','),
      SLACK_API_URL: `http://127.0.0.1:${slack.port}/standin/api/`,
    });
    running.add(process_);
    const [, port = ''] = await process_.says(/ready on port (\d+)/);
    return { process_, port: Number(port) };
  }
  const ready = async (port: number) => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
    } catch {
      return false;
    }
  };
  const command = (text: string, number: number) => ({
    command: '/flow',
    team_id: WORKSPACE_ID,
    user_id: 'U0MEILIN',
    user_name: 'mei',
    channel_id: 'C0CHECKOUT',
    channel_name: 'checkout',
    text,
    trigger_id: `stop.${number}`,
    response_url: '',
  });

  it(
    'serves on while it says that it goes: a rolling stop loses no request',
    async () => {
      const { opened, slack } = await workspace();
      const [first, second] = await Promise.all([replica(opened.url, slack), replica(opened.url, slack)]);
      const ports = new Map([
        [first.port, true],
        [second.port, true],
      ]);
      let going = true;
      let sent = 0;
      const lost: unknown[] = [];
      // A balancer: it asks each once a second whether it is ready, and sends to those that were.
      const probe = async () => {
        while (going) {
          for (const port of ports.keys()) ports.set(port, await ready(port));
          await new Promise((resolve) => setTimeout(resolve, 1_000));
        }
      };
      const client = async () => {
        while (going) {
          const up = [...ports].filter(([, isUp]) => isUp).map(([port]) => port);
          const port = up[sent++ % up.length];
          if (port === undefined) throw new Error('Nobody is ready.');
          await postSigned(slack, port, command('help', sent)).then(
            ({ status }) => status === 200 || lost.push(status),
            (error: unknown) => lost.push(error),
          );
        }
      };
      const work = Promise.all([probe(), client(), client()]);
      first.process_.child.kill('SIGTERM');
      await expect.poll(() => ready(first.port)).toBe(false);
      // Still served, whatever /readyz says.
      expect((await postSigned(slack, first.port, command('help', -1))).status).toBe(200);
      expect(await first.process_.ended).toBe(0);
      const third = await replica(opened.url, slack);
      ports.delete(first.port);
      ports.set(third.port, true);
      second.process_.child.kill('SIGTERM');
      expect(await second.process_.ended).toBe(0);
      going = false;
      await work;
      expect(lost).toEqual([]);
      expect(sent).toBeGreaterThan(20);
    },
    PATIENCE_MS,
  );

  it(
    'is not held by a client that stops in the middle of a request',
    async () => {
      const { opened, slack } = await workspace();
      const { process_, port } = await replica(opened.url, slack);
      const half = connect(port, '127.0.0.1');
      half.on('error', () => {}).resume();
      const cut = new Promise((resolve) => half.once('close', resolve));
      half.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"half');
      await new Promise((resolve) => half.once('ready', resolve));
      expect(await ready(port)).toBe(true);
      const from = performance.now();
      process_.child.kill('SIGTERM');
      expect(await process_.ended).toBe(0);
      await cut;
      expect(performance.now() - from).toBeLessThan(LEAVE_MS + 10_000);
      expect(performance.now() - from).toBeLessThan(DRAIN_MS);
    },
    PATIENCE_MS,
  );

  it(
    'outlives whatever comes over its socket',
    async () => {
      const opened = await openTestServer();
      closing.push(opened.close);
      const slack: SocketSlack = await startSocketSlack(WORKSPACE_ID, async () => {});
      closing.push(slack.stop);
      const process_ = startMain({
        PORT: '0',
        HOST: '127.0.0.1',
        DATABASE_URL: opened.url,
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_APP_TOKEN: APP_TOKEN,
        SLACK_API_URL: slack.apiUrl,
      });
      running.add(process_);
      await process_.says(/is ready on port/);
      const types = [
        'slash_commands',
        'interactive',
        'events_api',
        'error',
        'close',
        'ws_message',
        'slack_event',
        'disconnected',
        'x',
        '__proto__',
      ];
      const values = [null, true, 7, 'text', [], [null], {}, { event: null }, { event: {} }, { event: { type: 'error' } }, { type: null }];
      const texts = [null, true, 0, '', 'text', [], [[]], {}].map((one) => JSON.stringify(one));
      for (const type of [...types, null, 7, [], {}])
        for (const payload of values) texts.push(JSON.stringify({ type, envelope_id: 'e', payload }), JSON.stringify({ type, payload }));
      for (const text of [...texts, '', '{', 'null', '['.repeat(5_000), '\u0000']) slack.say(text);
      const answered = await slack.driver.command({ as: 'mei', channel: 'checkout', text: '/flow help' });
      expect(answered.alerts).toEqual([]);
      expect(process_.child.exitCode).toBeNull();
      process_.child.kill('SIGTERM');
      expect(await process_.ended).toBe(0);
    },
    PATIENCE_MS,
  );
});

function secretsOf({ playground }: TestApp): NonNullable<TestApp['playground']>['secrets'] {
  if (!playground) throw new Error('It plays Slack.');
  return playground.secrets;
}
