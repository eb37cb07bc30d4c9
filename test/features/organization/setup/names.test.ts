import { expect, it, vi } from 'vitest';
import { startTestApp, type TestApp, warmUp } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { type SlackTold, setUp, userId } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

const UNNAMED = "somebody I can't name yet";
const COMPANY = {
  streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
  teams: [{ name: 'Checkout', limit: 4, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
};

interface Town {
  readonly app: TestApp;
  readonly at: Play<SlackTold>;
  /** Makes them leaders, by the form. */
  readonly lead: (...handles: string[]) => Promise<SlackTold>;
  /** Whom `/flow who` calls leaders. */
  readonly leaders: () => Promise<string>;
  /** How often Slack was asked for a name. */
  readonly asked: () => number;
}

describeDatabases('the name of somebody who is picked before they ever wrote', (open) => {
  async function inTown(check: (town: Town) => Promise<void>, namesMs?: number): Promise<void> {
    const opened = await open();
    const app = await startTestApp(opened, { demo: false, ...(namesMs === undefined ? {} : { namesMs }) });
    try {
      await warmUp(app);
      const at = await setUp(app, COMPANY);
      await check({
        app,
        at,
        lead: async (...handles) => {
          await at.type('tomas', 'general', 'setup roles');
          return at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: handles.map((one) => userId(app, one)) });
        },
        leaders: async () => /This is for leaders: (.*?)\./.exec((await at.type('oskar', 'checkout', 'portfolio running')).text)?.[1] ?? '',
        asked: () => app.driver.traffic.filter((one) => one.what === 'users.info').length,
      });
    } finally {
      await app.stop();
      await opened.close();
    }
  }

  it('is asked for once, and only of those who are not known', () =>
    inTown(async ({ app, at, asked, lead, leaders }) => {
      expect(asked()).toBe(3);
      const names = await app.database.client.account.findMany({ include: { member: true } });
      const byId = Object.fromEntries(names.map((one) => [one.externalUser, one.member.name]));
      expect(byId).toMatchObject(Object.fromEntries(['ines', 'mei', 'oskar', 'tomas'].map((one) => [userId(app, one), one])));
      await lead('amara', 'mei');
      await lead('mei', 'amara');
      expect(asked()).toBe(4);
      expect(await leaders()).toBe('amara, mei');
      // The hand that comes later says the same.
      await at.type('amara', 'general', 'help');
      expect(await leaders()).toBe('amara, mei');
      expect(app.driver.refusals).toEqual([]);
    }));

  it('is waited for a moment only, and comes with the next form', () =>
    inTown(async ({ app, lead, leaders, asked }) => {
      const slow = app.driver.script('users.info', { hang: true });
      const answers = () => app.driver.traffic.filter((one) => one.what === 'view_submission').length;
      const before = answers();
      const saved = lead('amara', 'lotte');
      await slow.reached;
      await vi.waitFor(() => expect(answers()).toBe(before + 1), 3_000);
      const known = await app.database.client.member.findMany({ where: { isLeader: true } });
      expect(known.map((one) => one.name).sort()).toEqual([expect.stringMatching(/^(amara|lotte)$/), UNNAMED]);
      slow.release();
      expect((await saved).result.alerts).toEqual([]);
      await lead('amara', 'lotte');
      expect(asked()).toBe(3 + 3);
      expect(await leaders()).toBe('amara, lotte');
    }, 800));

  it.each([
    ['an error of Slack', { body: { ok: false, error: 'user_not_found' } }],
    ['500', { status: 500 }],
    ['no answer', { drop: true }],
    ['a page of somebody else', { body: '<html></html>' }],
    ['a person without a name', { body: { ok: true, user: { id: 'U1' } } }],
    ['a name of nothing', { body: { ok: true, user: { name: '\u0000\n' } } }],
  ])('is not known after %s, which keeps nobody from being picked', (_, answer) =>
    inTown(async ({ app, at, lead, leaders }) => {
      app.driver.script('users.info', answer);
      await lead('amara');
      expect(await leaders()).toBe(UNNAMED);
      // Their own hand.
      await at.type('amara', 'general', 'help');
      expect(await leaders()).toBe('amara');
    }),
  );

  it('is never asked for again where the scope was not granted', () =>
    inTown(async ({ app, lead, leaders, asked }) => {
      app.driver.script('users.info', {
        body: { ok: false, error: 'missing_scope', needed: 'users:read', provided: 'commands,chat:write' },
      });
      await lead('amara');
      await lead('amara', 'lotte');
      expect(asked()).toBe(3 + 1);
      expect(await leaders()).toBe(`${UNNAMED}, ${UNNAMED}`);
    }));

  it('is not asked for while Slack has too many questions', () =>
    inTown(async ({ app, lead, leaders, asked }) => {
      app.driver.script('users.info', { status: 429, headers: { 'retry-after': '30' }, body: { ok: false, error: 'ratelimited' } });
      await lead('amara');
      await lead('amara');
      expect(asked()).toBe(3 + 1);
      expect(await leaders()).toBe(UNNAMED);
    }));
});
