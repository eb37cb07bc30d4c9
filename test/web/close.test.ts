import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { createWebServer } from '../../src/web/server.ts';

it('stops while a browser holds a connection that it never used', async () => {
  const web = createWebServer({ routes: () => [], ready: async () => true, log: () => {} });
  const port = await web.listen(0, '127.0.0.1');
  const unused = connect(port, '127.0.0.1');
  await new Promise((resolve) => unused.once('connect', resolve));
  // Answered once the server has seen the connection before it.
  expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('ok\n');
  const ended = new Promise((resolve) => unused.once('close', resolve));
  unused.on('error', () => {}).resume();
  await web.close();
  await ended;
});
