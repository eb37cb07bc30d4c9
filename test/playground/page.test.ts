import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Body, openTown, SECRET, section, TOKEN } from './harness.ts';

/** fetch would set the Host header and tidy the path; this sends both as they are. */
function raw(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const out = request({ host: '127.0.0.1', port, path, headers, agent: false }, (res) => {
      let text = '';
      res.on('data', (part) => {
        text += part;
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text, headers: res.headers }));
    });
    out.on('error', reject);
    out.end();
  });
}

describe('acts of the page', () => {
  test('a bad body is refused in words, a good one is done', async () => {
    const town = await openTown();
    const bad = await town.act({ type: 'say', as: 'U1' });
    expect(bad.status).toBe(400);
    expect(bad.body).toMatchObject({ ok: false, error: expect.stringContaining('channel') });
    expect((await town.act({ type: 'fly' })).status).toBe(400);
    expect((await town.act({ type: 'say', as: 'U1', channel: 'C1', text: 'hi', extra: 1 })).status).toBe(400);
    expect(await town.act({ type: 'say', as: 'U1', channel: 'C1', text: 'hi' })).toEqual({ status: 200, body: { ok: true } });
    expect(await town.act({ type: 'say', as: 'U9', channel: 'C1', text: 'hi' })).toMatchObject({
      body: { ok: false, error: 'There is no such person.' },
    });
  });

  test('unread messages are counted per person until read; alerts go when dismissed', async () => {
    const town = await openTown();
    await town.act({ type: 'say', as: 'U1', channel: 'C1', text: 'one' });
    const unread = (as: string) => town.driver.snapshot(as).channels.find((channel) => channel.id === 'C1')?.unread;
    expect([unread('ines'), unread('tom')]).toEqual([0, 1]);
    await town.act({ type: 'read', as: 'U2', channel: 'C1' });
    expect(unread('tom')).toBe(0);
    await town.act({ type: 'say', as: 'U1', channel: 'C1', text: '/nope' });
    const [alert] = town.driver.snapshot('ines').alerts;
    await town.act({ type: 'dismissAlert', id: alert?.id });
    expect(town.driver.snapshot('ines').alerts).toEqual([]);
  });

  test('reset forgets everything, then tells the bot', async () => {
    let reset = 0;
    const town = await openTown({
      onReset: async () => {
        reset += 1;
      },
    });
    await town.act({ type: 'say', as: 'U1', channel: 'C1', text: 'one' });
    await town.act({ type: 'reset' });
    expect(reset).toBe(1);
    expect(town.driver.messages('payments', 'ines')).toEqual([]);
  });

  test('what a form of another site could send is no act', async () => {
    const town = await openTown();
    const act = { type: 'read', as: 'U1', channel: 'C1' };
    expect((await town.act(act, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await town.act(act)).status).toBe(200);
  });
});

describe('state and changes', () => {
  test('the snapshot shows a person’s own world', async () => {
    const town = await openTown();
    await town.call('chat.postEphemeral', { channel: 'C1', user: 'U2', text: 'psst' });
    const state = async (as: string) => (await (await fetch(`${town.url}/playground/state?as=${as}`)).json()) as Body;
    expect(((await state('U1')).channels as Body[]).map((channel) => channel.id)).toEqual(['C1', 'C2', 'D1']);
    expect(await state('U2')).toMatchObject({ messages: { C1: [{ text: 'psst', ephemeralFor: 'U2' }] }, modals: [], home: null });
    expect(await state('U1')).toMatchObject({ messages: { C1: [] } });
    expect((await fetch(`${town.url}/playground/state?as=U9`)).status).toBe(404);
  });

  test('the stream tells the version at once and at every change', async () => {
    const town = await openTown();
    const res = await fetch(`${town.url}/playground/changes`);
    expect(res.headers.get('content-type')).toContain('text/event-stream');
    const reader = res.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const versions = () => [...seen.matchAll(/data: (\d+)\n\n/g)].map((match) => Number(match[1]));
    const readUntil = async (count: number) => {
      while (versions().length < count) seen += (await reader?.read())?.value ?? '';
    };
    await readUntil(1);
    await town.driver.say({ as: 'ines', channel: 'lounge', text: 'hi' });
    await readUntil(2);
    expect(versions().at(-1)).toBeGreaterThan(versions()[0] ?? 0);
    await reader?.cancel();
  });

  test('the traffic carries no secret and keeps 200 entries', async () => {
    const town = await openTown();
    for (let count = 0; count < 210; count += 1) await town.call('auth.test', { token: TOKEN });
    await town.call('chat.postMessage', { channel: 'C1', text: `${SECRET} and ${TOKEN}`, blocks: [section(TOKEN)] });
    const { traffic } = town.driver.snapshot('ines');
    expect(traffic).toHaveLength(200);
    expect(traffic.at(-1)).toMatchObject({ direction: 'from-bot', what: 'chat.postMessage', status: 200 });
    expect(JSON.stringify(traffic)).not.toMatch(new RegExp(`${SECRET}|${TOKEN}`));
  });
});

describe('the page', () => {
  async function withPage() {
    const folder = join(await mkdtemp(join(tmpdir(), 'page-')), 'dist');
    await mkdir(join(folder, 'assets'), { recursive: true });
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>x</title>');
    await writeFile(join(folder, 'assets', 'app-1.js'), 'export {};');
    await writeFile(join(folder, '..', 'secret.txt'), 'secret');
    return openTown({ pageFolder: folder });
  }

  test('is served with its types, a strict policy and caching', async () => {
    const town = await withPage();
    const page = await fetch(`${town.url}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-eval');
    const script = await fetch(`${town.url}/assets/app-1.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    const again = await raw(town.url, '/', { 'if-none-match': String(page.headers.get('etag')) });
    expect(again.status).toBe(304);
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/%00',
    '/%zz',
    '/nothing.js',
    '/assets',
  ])('%s is not found', async (path) => {
    const town = await withPage();
    const answer = await raw(town.url, path);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('secret');
  });
});
