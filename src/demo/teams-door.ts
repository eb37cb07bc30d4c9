import type { Database } from '../database/connection/database.ts';
import { CHANNELS, ORGANIZATION, PEOPLE, PLATFORM, WORKSPACE_ID } from './company.ts';

/** Lindenhof's tenant in Teams: the same people and one of the same channels, as Microsoft's local client shows them. */
export const TENANT_ID = '7f3c0000-0000-4000-8000-000000000001';
const CHECKOUT_ID = '19:checkout@thread.tacv2';

/** A person of the demo as Teams knows them: by an object id of their own. */
function objectId(index: number): string {
  return `7f3c0000-0000-4000-8000-0000000001${String(index + 1).padStart(2, '0')}`;
}

/**
 * Lets the demo's organization be reached from Teams, too: its tenant, its people, and the channel of Checkout. Again
 * and again without harm.
 *
 * @param tenantId as the bot knows it: a local client's is not told apart
 * @returns whether there is a demo to reach
 */
export function openTeamsDoor(database: Database, tenantId: string): Promise<boolean> {
  return database.transaction(async (sql) => {
    const [demo] = await sql.$queryRaw<{ id: string }[]>`
      SELECT o.id FROM workspace w JOIN organization o ON o.id = w.organization_id
      WHERE w.platform = ${PLATFORM} AND w.external_id = ${WORKSPACE_ID} AND o.setup_at IS NOT NULL`;
    if (!demo) return false;
    await sql.$executeRaw`
      INSERT INTO workspace (platform, external_id, organization_id, created_at)
      VALUES ('teams', ${tenantId}, ${demo.id}::uuid, clock_timestamp()) ON CONFLICT DO NOTHING`;
    const people = PEOPLE.map((one, index) => ({ slack: one.id, teams: objectId(index) }));
    await sql.$executeRaw`
      INSERT INTO account (organization_id, platform, external_team, external_user, member_id)
      SELECT a.organization_id, 'teams', ${tenantId}, x.teams, a.member_id
      FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS x(slack text, teams text)
      JOIN account a ON a.organization_id = ${demo.id}::uuid AND a.platform = ${PLATFORM} AND a.external_team = ${WORKSPACE_ID}
        AND a.external_user = x.slack
      ON CONFLICT DO NOTHING`;
    const checkout = CHANNELS.find((one) => one.name === 'checkout');
    await sql.$executeRaw`
      INSERT INTO place (organization_id, platform, external_id, name, team_id, announces, created_at)
      SELECT t.organization_id, 'teams', ${CHECKOUT_ID}, ${checkout?.name ?? ''}, t.id,
        NOT EXISTS (SELECT 1 FROM place p WHERE p.organization_id = t.organization_id AND p.platform = 'teams' AND p.team_id = t.id),
          clock_timestamp()
      FROM team t WHERE t.organization_id = ${demo.id}::uuid AND t.name = ${checkout?.team ?? ''} ON CONFLICT DO NOTHING`;
    return true;
  });
}

/**
 * What Microsoft's local client shows: who one is, five others, a chat with the bot, a group chat, a team of two channels.
 * It takes exactly as many.
 *
 * @param handle who one is
 * @returns undefined when nobody has that handle
 */
export function clientScene(handle: string): object | undefined {
  const people = PEOPLE.map(({ name, realName }, index) => {
    const address = `${name}@lindenhof.example`;
    const [givenName = realName, ...rest] = realName.split(' ');
    return {
      id: `29:${name}`,
      name: realName,
      // The client's own spelling.
      userPrincipleName: address,
      aadObjectId: objectId(index),
      givenName,
      surname: rest.join(' '),
      email: address,
    };
  });
  const me = people.find((one) => one.id === `29:${handle}`);
  if (!me) return undefined;
  const others = ['mei', 'ines', 'pawel', 'amara', 'tomas', 'oskar'].flatMap((name) => people.filter((one) => one.id === `29:${name}`));
  return {
    version: '0.1.1',
    tenantId: TENANT_ID,
    bot: { id: '28:millrace', name: 'Millrace' },
    currentUser: me,
    users: others.filter((one) => one !== me).slice(0, 5),
    personalChat: { id: `a:personal-${handle}` },
    groupChat: { id: '19:refinement@thread.v2', name: 'Payments refinement' },
    team: {
      id: '19:general@thread.tacv2',
      name: ORGANIZATION.name,
      aadGroupId: '7f3c0000-0000-4000-8000-000000000031',
      channels: [{ id: CHECKOUT_ID, name: 'checkout' }],
    },
  };
}
