import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/connection/database.ts';
import { identify } from '../../src/database/organization/identify.ts';
import { CHANNELS, PEOPLE, WORKSPACE_ID } from '../../src/demo/company.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { clientScene, openTeamsDoor, TENANT_ID } from '../../src/demo/teams-door.ts';
import { describeDatabases } from '../support/databases.ts';

interface Scene {
  readonly tenantId: string;
  readonly currentUser: { readonly id: string; readonly name: string; readonly aadObjectId: string };
  readonly users: readonly { readonly id: string }[];
  readonly team: { readonly channels: readonly { readonly id: string }[] };
}

const sceneOf = (handle: string) => clientScene(handle) as Scene;

describe('the scene of the local client', () => {
  it.each(PEOPLE.map((one) => one.name))('is one that it takes, as %s', (handle) => {
    const { currentUser, users, team } = sceneOf(handle);
    expect(users).toHaveLength(5);
    expect(team.channels).toHaveLength(1);
    expect(new Set([currentUser.id, ...users.map((one) => one.id)]).size).toBe(6);
  });

  it('knows nobody else', () => {
    expect(clientScene('nobody')).toBeUndefined();
  });
});

describeDatabases('the demo’s door to Teams', (open) => {
  let database: Database;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await open());
  }, 60_000);
  afterAll(() => close());

  it('opens to nothing where no demo is', async () => {
    expect(await openTeamsDoor(database, TENANT_ID)).toBe(false);
    expect(await database.client.workspace.count()).toBe(0);
  });

  it('lets the demo’s people in as themselves, in the channel of their team', async () => {
    await loadDemo(database, { now: new Date('2026-11-20T14:30:00Z'), workspaceId: WORKSPACE_ID });
    expect([await openTeamsDoor(database, TENANT_ID), await openTeamsDoor(database, TENANT_ID)]).toEqual([true, true]);
    expect(await database.client.member.count()).toBe(PEOPLE.length);
    const { tenantId, currentUser, team } = sceneOf('mei');
    expect(tenantId).toBe(TENANT_ID);
    const [channel] = team.channels;
    const teams = { platform: 'teams', workspaceId: tenantId, userId: currentUser.aadObjectId, userName: currentUser.name };
    const slack = { platform: 'slack', workspaceId: WORKSPACE_ID, userId: 'U0MEILIN', userName: 'mei' };
    const there = await identify(database, { ...teams, placeId: channel?.id ?? '' }, false);
    const here = await identify(database, { ...slack, placeId: CHANNELS[0]?.id ?? '' }, false);
    expect(there.member).toEqual(here.member);
    expect(there.organization).toEqual(here.organization);
    expect(there.place).toEqual(here.place);
    expect(there.place?.team?.name).toBe('Checkout');
  });
});
