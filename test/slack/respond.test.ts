import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { drawMessage } from '../../src/slack/render/message.ts';
import { createRespond } from '../../src/slack/send/respond.ts';

const MESSAGE = drawMessage([{ type: 'heading', text: 'Hello' }]);

function log() {
  const lines: unknown[] = [];
  const line = (...args: unknown[]) => void lines.push(args);
  return { lines, debug: line, info: line, warn: line, error: line };
}

/** Every connection that is tried, instead of a network. */
function sinkhole(): ReturnType<typeof vi.fn> {
  const fetched = vi.fn(async () => new Response('ok'));
  vi.stubGlobal('fetch', fetched);
  onTestFinished(() => void vi.unstubAllGlobals());
  return fetched;
}

describe('addresses', () => {
  test.each([
    'http://169.254.169.254/',
    'http://[::1]/',
    'http://0177.0.0.1',
    'http://2130706433',
    'file:///etc/passwd',
    'gopher://hooks.slack.com/',
    'http://hooks.slack.com/actions/x',
    'https://hooks.slack.com.evil.test/x',
    'https://hooks.slack.com@evil.test/x',
    'https://user:pw@hooks.slack.com/x',
    'https://evil.test#hooks.slack.com',
    'https://evil.test/hooks.slack.com',
    'https://hooks.slack.com:8443/x',
    'https://hooks.slack.com./x',
    'https://xn--hooks-slack-com.test/x',
    '//hooks.slack.com/x',
    '',
    'nonsense',
  ])('S-40, S-41 no connection to %s', async (url) => {
    const fetched = sinkhole();
    const lines = log();
    expect(await createRespond(undefined, lines)(url, MESSAGE, 'new', 100)).toBe(false);
    expect(await createRespond('http://127.0.0.1:3001/api/', lines)(url, MESSAGE, 'new', 100)).toBe(false);
    expect(fetched).not.toHaveBeenCalled();
    if (url !== '') expect(JSON.stringify(lines.lines)).not.toContain(url);
  });

  test.each([
    'https://hooks.slack.com/commands/1',
    'https://HOOKS.Slack.Com/commands/1',
    'https://hooks.slack.com:443/x',
    'https://hooks.slack-gov.com/x',
    // A backslash is a slash to the parser that fetch uses too: the rest is a path.
    'https://hooks.slack.com\\@evil.test/x',
  ])('%s is Slack', async (url) => {
    const fetched = sinkhole();
    expect(await createRespond(undefined, log())(url, MESSAGE, 'new', 100)).toBe(true);
    expect(fetched).toHaveBeenCalledOnce();
  });

  test('the stand-in is trusted by its whole origin', async () => {
    const fetched = sinkhole();
    const respond = createRespond('http://127.0.0.1:3001/api/', log());
    expect(await respond('http://127.0.0.1:3001/respond/1', MESSAGE, 'new', 100)).toBe(true);
    expect(await respond('http://127.0.0.1:3002/respond/1', MESSAGE, 'new', 100)).toBe(false);
    expect(await respond('http://localhost:3001/respond/1', MESSAGE, 'new', 100)).toBe(false);
    expect(fetched).toHaveBeenCalledOnce();
  });
});

test('what is left of three seconds need not be whole', async () => {
  sinkhole();
  expect(await createRespond(undefined, log())('https://hooks.slack.com/commands/1', MESSAGE, 'new', 1_082.956)).toBe(true);
});

describe('answers', () => {
  async function server(answer: Parameters<typeof createServer>[1]) {
    const made = createServer(answer);
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      made.closeAllConnections();
      made.close();
    });
    const origin = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
    const lines = log();
    return {
      lines: lines.lines,
      post: (ms = 2_000, manner: 'new' | 'replace' = 'new') =>
        createRespond(`${origin}/api/`, lines)(`${origin}/secret-hook`, MESSAGE, manner, ms),
    };
  }

  test('carry the manner and the flags', async () => {
    const bodies: unknown[] = [];
    const { post } = await server(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      bodies.push(JSON.parse(Buffer.concat(parts).toString()));
      response.end('ok');
    });
    expect([await post(), await post(2_000, 'replace')]).toEqual([true, true]);
    expect(bodies[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false, parse: 'none', link_names: false });
    expect(bodies[1]).toMatchObject({ replace_original: true });
    expect(bodies[1]).not.toHaveProperty('response_type');
  });

  // Callers count down what is left of three seconds from a clock, in parts of milliseconds; Node's timer takes whole ones.
  test('go out whatever is left of their time, to the part of a millisecond', async () => {
    const fetched = sinkhole();
    expect(await createRespond(undefined, log())('https://hooks.slack.com/actions/x', MESSAGE, 'new', 20_000.5)).toBe(true);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  test('S-42 a redirect is not followed', async () => {
    const paths: (string | undefined)[] = [];
    const { post } = await server((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/internal' }).end();
    });
    expect(await post()).toBe(false);
    expect(paths).toEqual(['/secret-hook']);
  });

  test.each([
    ['404 with an error', 404, '{"ok":false,"error":"expired_url"}'],
    ['200 with an error', 200, '{"ok":false,"error":"used_url"}'],
    ['a bare code', 200, 'no_service'],
    ['500', 500, ''],
  ])('%s is no success, and the address stays out of the log', async (_, status, body) => {
    const { post, lines } = await server((_request, response) => void response.writeHead(status).end(body));
    expect(await post()).toBe(false);
    expect(JSON.stringify(lines)).not.toContain('secret-hook');
  });

  test('blocks that are refused are sent once more as words', async () => {
    let calls = 0;
    const { post } = await server(async (request, response) => {
      calls += 1;
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      const { blocks } = JSON.parse(Buffer.concat(parts).toString());
      response.writeHead(blocks.length > 0 ? 400 : 200).end(blocks.length > 0 ? 'invalid_blocks' : 'ok');
    });
    expect(await post()).toBe(true);
    expect(calls).toBe(2);
  });

  test('S-44 silence and drips end with the time, floods with a megabyte', async () => {
    const silent = await server(() => {});
    expect(await silent.post(50)).toBe(false);
    const drip = await server((_, response) => void response.writeHead(200).write('o'));
    expect(await drip.post(50)).toBe(false);
    let sent = 0;
    const flood = await server((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && sent < 50_000_000 && response.write(Buffer.alloc(65_536, 32))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    });
    expect(await flood.post()).toBe(false);
    expect(sent).toBeLessThan(20_000_000);
  });
});
