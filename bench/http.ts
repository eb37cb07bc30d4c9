import { createHmac, randomBytes } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import pg from 'pg';
import { pino } from 'pino';
import { startApp } from '../src/app/app.ts';
import { type Filled, WORKSPACE } from './data.ts';
import { interleave, ms, percentile, type Row, ratio } from './measure.ts';

const NOOP_SECRET = randomBytes(16).toString('hex');
const TIMES = 500;
const WARM_UP = 100;

/** Signed `/flow next` with a long history, beside the least that a Bolt app with a database can do. */
export async function measureNext(filled: Filled, label: string): Promise<Row[]> {
  const app = await startApp({
    config: {
      production: false,
      port: 0,
      host: '127.0.0.1',
      logLevel: 'silent',
      databaseUrl: filled.url,
      dataDir: 'unused',
      migrate: false,
      slack: undefined,
      teams: undefined,
    },
    database: filled.database,
    log: pino({ level: 'silent' }),
    demo: false,
    // Asked faster than people do.
    limits: { burst: 1e9, hour: 1e9, workspace: 1e9 },
  });
  const noop = await startNoop(filled);
  const [secret = ''] = app.playground?.secrets.signingSecrets ?? [];
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const otherAgent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const said = await post(agent, app.port, secret, 'next');
    if (!said.includes('Next for Alpha')) throw new Error(`Not an answer to next: ${said.slice(0, 200)}`);
    const taken = await interleave(
      { next: () => post(agent, app.port, secret, 'next'), noop: () => post(otherAgent, noop.port, NOOP_SECRET, 'next') },
      TIMES,
      WARM_UP,
    );
    return [
      { p: 0.5, goal: '≤ 1.50 ×' },
      { p: 0.99, goal: '≤ 2.00 ×' },
    ].map(({ p, goal }) => ({
      what: `/flow next over HTTP, ${label}, p${p * 100}`,
      goal,
      measured: ratio(percentile(taken.next, p) / percentile(taken.noop, p)),
      told: `${ms(percentile(taken.next, p))} against ${ms(percentile(taken.noop, p))} of no-op Bolt + one SELECT`,
    }));
  } finally {
    agent.destroy();
    otherAgent.destroy();
    await noop.stop();
    await app.stop();
  }
}

async function startNoop({ url, company }: Filled): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const receiver = new HTTPReceiver({ signingSecret: NOOP_SECRET, endpoints: '/slack/events', logLevel: LogLevel.ERROR });
  const app = new App({ receiver, logLevel: LogLevel.ERROR, authorize: async () => ({ botToken: 'xoxb-none' }) });
  app.command('/flow', async ({ ack }) => {
    const found = await pool.query('SELECT title FROM item WHERE organization_id = $1 AND key = $2', [company.organizationId, 'PAY-1']);
    await ack(String(found.rows[0]?.title));
  });
  const server = createServer((incoming, response) => receiver.requestListener(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.end();
    },
  };
}

let triggers = 0;

function post(agent: Agent, port: number, secret: string, text: string): Promise<string> {
  triggers += 1;
  const body = new URLSearchParams({
    team_id: WORKSPACE,
    channel_id: 'CALPHA',
    channel_name: 'alpha',
    user_id: 'UALPHA0',
    user_name: 'alpha0',
    command: '/flow',
    text,
    api_app_id: 'A0MILLRACE',
    response_url: `http://127.0.0.1:${port}/standin/respond/none`,
    trigger_id: `${triggers}.1.bench`,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(Buffer.concat(parts).toString()) : reject(new Error(`status ${answer.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
