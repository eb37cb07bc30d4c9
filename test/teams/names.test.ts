import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEither, type TestDatabase } from '../support/databases.ts';
import { found } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import { startTeamsApp, type TeamsApp } from '../support/teams/app.ts';
import { channelId } from '../support/teams/driver.ts';
import { playTeams, type TeamsTold } from '../support/teams/play-teams.ts';

const UNNAMED = "somebody I can't name yet";

// Each test goes on where the one before it ended; whom it picks nobody knew before.
describe('the name of somebody who is picked in Teams before they ever wrote', () => {
  let opened: TestDatabase;
  let app: TeamsApp;
  let at: Play<TeamsTold>;
  const members = (conversation: string) => `GET teams/v3/conversations/${encodeURIComponent(conversation)}/members/`;
  const asked = () => app.microsoft.asked.filter((one) => one.method === 'GET' && one.path.includes('/members/')).length;
  const name = async (as: string) =>
    (await opened.database.client.account.findFirst({ where: { externalUser: at.userId(as) }, include: { member: true } }))?.member.name;
  const lead = async (handles: readonly string[], channel = 'general') => {
    await at.type('tomas', channel, 'setup roles');
    return at.send('tomas', { adminIds: [at.userId('tomas')], leaderIds: handles.map(at.userId) });
  };
  const general = () => members(channelId('general'));

  beforeAll(async () => {
    opened = await openEither();
    app = await startTeamsApp(opened, { namesMs: 800 });
    at = playTeams(app.driver, app.idle);
    await found(at, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 2, streams: ['PAY'], people: ['mei', 'oskar'] }],
    });
  });
  afterAll(async () => {
    expect(app.microsoft.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });

  it('is asked of the channel without its thread, once, and only of those who are not known', async () => {
    expect(await Promise.all(['ines', 'mei', 'oskar'].map(name))).toEqual(['ines', 'mei', 'oskar']);
    const paths = app.microsoft.asked.filter((one) => one.method === 'GET').map((one) => decodeURIComponent(one.path));
    expect(paths).toEqual(
      ['ines', 'mei', 'oskar'].map((one) => `teams/v3/conversations/${channelId('general')}/members/${at.userId(one)}`),
    );
    await lead(['mei', 'ines']);
    expect(asked()).toBe(3);
  });

  it.each([
    ['404', 'amara', { status: 404, body: { error: { code: 'MemberNotFoundInConversation', message: 'no' } } }],
    ['403', 'lotte', { status: 403 }],
    ['500', 'jonas', { status: 500 }],
    ['no answer', 'samir', { drop: true }],
    ['a slow one', 'pawel', { hang: 3_000 }],
    ['another answer', 'ruth', { status: 200, body: ['x'] }],
    ['no name', 'noor', { status: 200, body: { id: '29:x', name: '' } }],
  ])('is not known after %s, and comes with the next form', async (_, who, fault) => {
    app.microsoft.script(general(), fault);
    const told = await lead([who]);
    expect(told.text).not.toContain('One moment');
    expect(await name(who)).toBe(UNNAMED);
    await lead([who]);
    expect(await name(who)).toBe(who);
  });

  it('is not asked for in the direct chat, where nobody else is', async () => {
    const before = asked();
    await lead(['pim'], 'dm');
    expect(asked()).toBe(before);
    expect(await name('pim')).toBe(UNNAMED);
  });

  it('is asked for by nothing but an id of Entra', async () => {
    const before = asked();
    await at.type('tomas', 'general', 'setup roles');
    await at.send('tomas', { adminIds: [at.userId('tomas')], leaderIds: ['..', '../../x', `${at.userId('pim')}/..`] });
    expect(asked()).toBe(before);
  });

  it('is not asked for while Microsoft has too many questions', async () => {
    const before = asked();
    app.microsoft.script(general(), { status: 429, headers: { 'retry-after': '30' } });
    await lead(['lee']);
    await lead(['lee']);
    expect(asked()).toBe(before + 1);
    expect(await name('lee')).toBe(UNNAMED);
    // Their own hand.
    await at.type('lee', 'general', 'help');
    expect(await name('lee')).toBe('lee');
  });
});
