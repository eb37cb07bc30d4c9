import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { localOnly } from '../../src/web/local-only.ts';
import { startTestApp } from '../support/app.ts';
import { openTestEmbedded } from '../support/databases.ts';
import { serve } from '../support/serve.ts';
import { startTeamsApp } from '../support/teams/app.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** fetch would set Host and Origin itself; this sends them as they are given. Gives the status. */
function ask(port: number, { method, path, headers = {}, body = '' }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const out = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    out.on('error', reject);
    out.end(body);
  });
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
/** What another site's page can bring about: its own name for our address, or a form or script that posts to it. */
const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  { host: 'evil.example' },
  { host: 'evil.example:3000' },
  { host: '127.0.0.1.evil.example' },
  { host: 'localhost.evil.example' },
  { host: 'localhost.' },
  { host: 'localhost@evil.example' },
  { host: '192.168.1.20:3000' },
  { host: '0.0.0.0:3000' },
  { origin: 'https://evil.example' },
  { origin: 'http://localhost.evil.example' },
  { origin: 'http://localhost@evil.example' },
  { origin: 'null' },
  { origin: 'file://' },
  { origin: '' },
  { host: 'evil.example', origin: 'http://evil.example' },
  { host: 'localhost:3000', origin: 'http://evil.example:3000' },
];
const LOCAL: readonly Readonly<Record<string, string>>[] = [
  {},
  { host: 'localhost:3000' },
  { host: 'LOCALHOST' },
  { host: '127.0.0.1:56150' },
  { host: '[::1]:3000' },
  { origin: 'http://localhost:56150' },
  { origin: 'http://127.0.0.1:1' },
  { host: '[::1]:3000', origin: 'http://[::1]:3000' },
];

describe('the playground', () => {
  it('answers none of its routes to another site, and all of them to this machine', async () => {
    const opened = await openTestEmbedded();
    const app = await startTestApp(opened, { demo: false });
    try {
      const secrets = app.playground?.secrets;
      if (!secrets) throw new Error('This is a playground.');
      const stamp = String(Math.floor(Date.now() / 1_000));
      const form = 'ssl_check=0&command=%2Fflow&text=help';
      const signature = createHmac('sha256', secrets.signingSecrets[0] ?? '')
        .update(`v0:${stamp}:${form}`)
        .digest('hex');
      const signed = { 'content-type': FORM, 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${signature}` };
      const routes: readonly Asked[] = [
        { method: 'POST', path: '/slack/events', headers: signed, body: form },
        { method: 'POST', path: '/slack/events', headers: { 'content-type': FORM }, body: 'ssl_check=1' },
        {
          method: 'POST',
          path: '/standin/api/auth.test',
          headers: { 'content-type': FORM, authorization: `Bearer ${secrets.botToken}` },
        },
        { method: 'POST', path: '/standin/respond/none', headers: { 'content-type': JSON_TYPE }, body: '{}' },
        { method: 'GET', path: '/playground/state' },
        { method: 'GET', path: '/playground/changes' },
        { method: 'POST', path: '/playground/act', headers: { 'content-type': JSON_TYPE }, body: '{}' },
      ];
      // None is forgotten: what the playground mounts is among them, but for the page's files.
      for (const { path } of app.playground?.routes ?? [])
        if (path !== '/') expect(routes.some((one) => one.path.startsWith(path))).toBe(true);
      for (const route of routes) {
        for (const headers of FOREIGN)
          expect(await ask(app.port, { ...route, headers: { ...route.headers, ...headers } }), JSON.stringify([route, headers])).toBe(403);
        for (const headers of LOCAL)
          expect(await ask(app.port, { ...route, headers: { ...route.headers, ...headers } }), JSON.stringify([route, headers])).not.toBe(
            403,
          );
      }
    } finally {
      await app.stop();
      await opened.close();
    }
  });

  it('has other secrets at each start', async () => {
    const opened = await openTestEmbedded();
    const [one, other] = [await startTestApp(opened, { demo: false }), await startTestApp(opened, { demo: false })];
    expect(one.playground?.secrets.signingSecrets).not.toEqual(other.playground?.secrets.signingSecrets);
    expect(one.playground?.secrets.botToken).not.toBe(other.playground?.secrets.botToken);
    await one.stop();
    await other.stop();
    await opened.close();
  });
});

describe('the messages of Teams', () => {
  const route: Asked = { method: 'POST', path: '/api/messages', headers: { 'content-type': JSON_TYPE }, body: '{}' };

  it('come from this machine alone where nobody is asked for a token; else from anywhere', async () => {
    const opened = await openTestEmbedded();
    const anonymous = await startTeamsApp(opened, { anonymous: true });
    for (const headers of FOREIGN)
      expect(await ask(anonymous.port, { ...route, headers: { ...route.headers, ...headers } }), JSON.stringify(headers)).toBe(403);
    for (const headers of LOCAL)
      expect(await ask(anonymous.port, { ...route, headers: { ...route.headers, ...headers } }), JSON.stringify(headers)).toBe(400);
    await anonymous.stop();
    const registered = await startTeamsApp(opened);
    expect(await ask(registered.port, { ...route, headers: { ...route.headers, host: 'bot.example.com' } })).toBe(401);
    await registered.stop();
    await opened.close();
  });
});

it('lets in by the names that were set, and by no others', async () => {
  const open = localOnly(['box.local:3000', '192.168.1.20']);
  const served = await serve(() => [open({ method: 'GET', path: '/', handle: (_, response) => void response.writeHead(200).end() })]);
  const get = (headers: Readonly<Record<string, string>>) => ask(served.port, { method: 'GET', path: '/', headers });
  expect(await get({ host: 'Box.local:3000', origin: 'http://box.local:3000' })).toBe(200);
  expect(await get({ host: '192.168.1.20' })).toBe(200);
  expect(await get({})).toBe(200);
  expect(await get({ host: 'box.local' })).toBe(403);
  expect(await get({ host: 'box.local:3000', origin: 'http://evil.example' })).toBe(403);
  await served.close();
});
