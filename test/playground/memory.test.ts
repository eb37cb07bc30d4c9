import { expect, test } from 'vitest';
import { openTown, section } from './harness.ts';

function shelf(text?: string) {
  const saved: string[] = text === undefined ? [] : [text];
  return {
    saved,
    memory: {
      load: async () => saved.at(-1),
      save: async (now: string) => {
        saved.push(now);
      },
    },
  };
}

test('a second start keeps messages and what was read, not ephemerals', async () => {
  const { memory, saved } = shelf();
  const first = await openTown({ memory });
  await first.call('chat.postMessage', { channel: 'C1', text: 'kept', blocks: [section('kept')] });
  await first.call('chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'gone' });
  await first.driver.act({ type: 'read', as: 'U2', channel: 'C1' });
  await first.stop();
  expect(saved).toHaveLength(1);
  const second = await openTown({ memory });
  await second.driver.settled();
  const state = await (await fetch(`${second.url}/playground/state?as=U2`)).json();
  expect(state).toMatchObject({ messages: { C1: [{ text: 'kept', user: 'UBOT' }] } });
  expect(second.driver.messages('payments', 'ines').map((one) => one.text)).toEqual(['kept']);
  expect(second.driver.snapshot('tom').channels.find((one) => one.id === 'C1')?.unread).toBe(0);
  const before = second.driver.lastMessage('payments', 'ines')?.ts ?? '';
  const after = String((await second.call('chat.postMessage', { channel: 'C1', text: 'next' })).ts);
  expect(Number(after)).toBeGreaterThan(Number(before));
});

test('a direct message opened on the way is still there after a start', async () => {
  const { memory } = shelf();
  const channels = [{ id: 'C1', name: 'payments', kind: 'channel' as const, botIsMember: true }];
  const first = await openTown({ memory, channels });
  const { channel } = await first.call('chat.postMessage', { channel: 'U1', text: 'hello' });
  await first.stop();
  const second = await openTown({ memory, channels });
  expect(await second.call('conversations.open', { users: 'U1' })).toMatchObject({ channel: { id: channel } });
  expect(second.driver.messages('dm', 'ines').map((one) => one.text)).toEqual(['hello']);
});

test.each(['{', '[]', '{"format":2}', '{"format":1,"messages":{"C1":[{"ts":1}]}}'])(
  'an unreadable memory (%s) starts afresh and says so',
  async (text) => {
    const town = await openTown({ memory: shelf(text).memory });
    await town.call('auth.test', {});
    expect(town.driver.snapshot('ines').alerts[0]?.text).toContain('could not be read');
  },
);

test('a memory that fails is no reason to stop', async () => {
  const memory = { load: () => Promise.reject(new Error('disk')), save: () => Promise.reject(new Error('disk')) };
  const town = await openTown({ memory });
  expect(await town.call('chat.postMessage', { channel: 'C1', text: 'still here' })).toMatchObject({ ok: true });
  expect(town.driver.snapshot('ines').alerts[0]?.text).toContain('could not be read');
});
