import { expect, test, vi } from 'vitest';
import { createInFlight } from '../../src/edge/in-flight.ts';
import { openTown, said } from '../slack/town.ts';

test('drain waits for what was started, and for what that starts', async () => {
  const inFlight = createInFlight();
  const done: string[] = [];
  void inFlight.track(
    Promise.resolve().then(() => {
      done.push('first');
      void inFlight.track(Promise.resolve().then(() => void done.push('second')));
    }),
  );
  void inFlight.track(Promise.reject(new Error('no'))).catch(() => {});
  await inFlight.drain(1_000);
  expect(done).toEqual(['first', 'second']);
});

test('drain gives up after its time', async () => {
  vi.useFakeTimers();
  const inFlight = createInFlight();
  void inFlight.track(new Promise(() => {}));
  const drained = inFlight.drain(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  await drained;
  vi.useRealTimers();
});

test('a pressed button is waited for though its HTTP answer is long out', async () => {
  const town = await openTown();
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  town.chat = async () => {
    await held;
    return said('Late.');
  };
  const value = JSON.stringify({ d: {}, n: 'n' });
  const payload = {
    type: 'block_actions',
    team: { id: 'T0001' },
    user: { id: 'U1' },
    trigger_id: 't',
    actions: [{ action_id: 'a', value }],
  };
  const answer = await town.driver.post(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  expect(answer.status).toBe(200);
  let drained = false;
  const draining = town.slack.drain(5_000).then(() => {
    drained = true;
  });
  await vi.waitFor(() => expect(town.requests.length).toBe(1), { interval: 5 });
  expect(drained).toBe(false);
  finish();
  await draining;
  expect(drained).toBe(true);
});
