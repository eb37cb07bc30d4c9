import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPace } from '../../src/edge/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one key starts once a second, others do not wait', async () => {
  const pace = createPace(1_000);
  const starts: [string, number][] = [];
  const from = Date.now();
  const run = (key: string) => pace(key, async () => void starts.push([key, Date.now() - from]));
  const all = [run('C1'), run('C1'), run('C2'), run('C1'), run('C2')];
  await vi.advanceTimersByTimeAsync(5_000);
  await Promise.all(all);
  const gaps = (key: string) => starts.filter(([one]) => one === key).map(([, at]) => at);
  expect(gaps('C1')[0]).toBe(0);
  expect(gaps('C2')[0]).toBe(0);
  for (const key of ['C1', 'C2']) {
    for (const [index, at] of gaps(key).entries()) if (index > 0) expect(at - (gaps(key)[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
  }
});

test('a job that fails does not stop the next, and its failure reaches its own caller', async () => {
  const pace = createPace(0);
  await expect(pace('C1', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await pace('C1', async () => 'yes')).toBe('yes');
});

test('keys at rest are forgotten, but not the pace of a fresh one', async () => {
  const pace = createPace(1_000);
  for (let index = 0; index < 1_200; index += 1) await pace(`C${index}`, async () => {});
  const started = Date.now();
  const again = pace('C1199', async () => Date.now() - started);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await again).toBeGreaterThanOrEqual(900);
});
