import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientOptions } from '../../src/slack/base/client.ts';

const SOURCE = join(import.meta.dirname, '../../src');
const FILES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(SOURCE, name), 'utf8') }));

test('D-09 one factory makes clients of the Web API', () => {
  const makers = FILES.filter(({ text }) => /new\s+(webApi\.)?WebClient\b/.test(text)).map(({ name }) => name);
  expect(makers).toEqual([join('slack', 'base', 'client.ts')]);
  const quiet = () => {};
  const options = clientOptions(undefined, { debug: quiet, info: quiet, warn: quiet, error: quiet });
  expect(options).toMatchObject({ retryConfig: { retries: 0 }, allowAbsoluteUrls: false, rejectRateLimitedCalls: true });
  expect(options.timeout).toBeLessThanOrEqual(10_000);
});

test('the Slack room imports chat, edge, model and packages only', () => {
  const imports = FILES.filter(({ name }) => name.startsWith('slack')).flatMap(({ name, text }) =>
    [...text.matchAll(/from '([^']+)'/g)].map(([, target = '']) => ({ name, target })),
  );
  expect(imports.length).toBeGreaterThan(50);
  const wrong = imports.filter(({ name, target }) => {
    if (!target.startsWith('.')) return !/^(@slack\/bolt|zod|p-queue|node:.+)$/.test(target);
    const file = join(name, '..', target);
    return !['slack/', 'chat/', 'edge/', 'model/'].some((room) => file.startsWith(room));
  });
  expect(wrong).toEqual([]);
});
