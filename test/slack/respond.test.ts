import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawMessage } from '../../src/slack/render/message.ts';
import { createRespond } from '../../src/slack/respond.ts';

const heard: string[] = [];
const slack = createServer((request, response) => {
  heard.push(request.url ?? '');
  response.end('ok');
});
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

beforeAll(async () => {
  await new Promise<void>((listening) => slack.listen(0, '127.0.0.1', listening));
});
afterAll(() => slack.close());

// Callers count down what is left of three seconds from a clock, in parts of milliseconds; Node's timer takes whole ones.
test('an answer goes out whatever is left of its time, to the part of a millisecond', async () => {
  const base = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
  const respond = createRespond(`${base}/api/`, log);
  expect(await respond(`${base}/late`, drawMessage([]), 'new', 20_000.5)).toBe(true);
  expect(heard).toEqual(['/late']);
});
