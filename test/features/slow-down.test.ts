import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/chat/request.ts';
import { createSlowDown, LIMITS } from '../../src/edge/slow-down.ts';
import { appForSuite } from '../support/app.ts';
import { describeDatabases } from '../support/databases.ts';

const place = { externalId: 'C1', name: 'c', kind: 'channel' } as const;
const asked = (userId: string, type: 'command' | 'lookup' = 'command', workspaceId = 'T1'): Request => {
  const sender = { platform: 'slack', workspaceId, userId, userName: userId, place };
  return type === 'command' ? { type, sender, deliveryId: 'd', text: '' } : { type, sender, form: 'f', field: 'x', query: 'q' };
};

describe('how fast people may ask (S-79)', () => {
  it('lets 20 in ten seconds through, and the next one when the first is that old', () => {
    let now = 0;
    const slowDown = createSlowDown(LIMITS, () => now);
    for (let n = 0; n < 20; n += 1) expect(slowDown(asked('U1'))).toBe(0);
    expect(slowDown(asked('U1'))).toBe(10);
    // Others, and the letters that a person types, are not concerned.
    expect(slowDown(asked('U2'))).toBe(0);
    expect(slowDown(asked('U1', 'lookup'))).toBe(0);
    now = 9_500;
    expect(slowDown(asked('U1'))).toBe(1);
    now = 10_001;
    expect(slowDown(asked('U1'))).toBe(0);
  });

  it('lets 300 in an hour through', () => {
    let now = 0;
    const slowDown = createSlowDown(LIMITS, () => now);
    for (let n = 0; n < 300; n += 1) {
      expect(slowDown(asked('U1'))).toBe(0);
      now += 1_000;
    }
    expect(slowDown(asked('U1'))).toBe(3_300);
  });

  it('lets 50 a second of one workspace through, whoever asks, and another workspace beside it', () => {
    let now = 0;
    const slowDown = createSlowDown(LIMITS, () => now);
    for (let n = 0; n < 50; n += 1) expect(slowDown(asked(`U${n}`))).toBe(0);
    expect(slowDown(asked('U50'))).toBe(1);
    expect(slowDown(asked('U50', 'command', 'T2'))).toBe(0);
    now = 1_001;
    expect(slowDown(asked('U50'))).toBe(0);
  });

  it('forgets whoever asked nothing for longest, so that its memory ends somewhere', () => {
    let now = 0;
    const slowDown = createSlowDown(LIMITS, () => now);
    for (let n = 0; n < 20; n += 1) slowDown(asked('first'));
    for (let n = 0; n < 6_000; n += 1) {
      now += 1;
      slowDown(asked(`U${n}`, 'command', `T${n}`));
    }
    expect(slowDown(asked('first'))).toBe(0);
  });
});

describeDatabases('whoever asks too fast', (open) => {
  const app = appForSuite(open, { demo: true, limits: { burst: 6, hour: 1_000, workspace: 1_000 } });
  const HINT = 'That was more than I can do at once, so this one was left out. Try it again in';

  it('is told so, alone; a form comes back with what was typed', async () => {
    const { driver } = app;
    await driver.command({ as: 'mei', channel: 'checkout', text: '/flow add' });
    for (let n = 0; n < 5; n += 1) await driver.command({ as: 'mei', channel: 'checkout', text: '/flow help' });
    const refused = await driver.command({ as: 'mei', channel: 'checkout', text: '/flow help' });
    expect(refused.text).toContain(HINT);
    const sent = await driver.submit({ as: 'mei', values: { title: 'Words that must not be lost' } });
    expect(JSON.stringify(sent.view?.errors)).toContain(HINT);
    expect(driver.view('mei')).toBeDefined();
    expect(await app.database.client.item.count({ where: { title: 'Words that must not be lost' } })).toBe(0);
    expect((await driver.command({ as: 'oskar', channel: 'checkout', text: '/flow help' })).text).not.toContain(HINT);
  });
});
