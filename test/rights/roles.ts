import type { Roles } from '../../src/model/rights/rights.ts';
import { COMPANY, foundTown, run, stream, type Town, team } from '../acts/town.ts';
import type { TestApp } from '../support/app.ts';
import type { Company } from '../support/play.ts';

/** The town of all acts, with a second team that works on the other stream. */
const COMPANY_OF_TWO: Company = {
  ...COMPANY,
  teams: [...COMPANY.teams, { name: 'Warehouse', limit: 900, streams: ['LOG'], people: ['pawel'], channel: 'warehouse' }],
};

/** Who somebody is while they try: one role at a time, or none. */
export const ROLES = ['nobody', 'admin', 'leader', 'owner of PAY', 'owner of LOG', 'member of Checkout', 'member of Warehouse'] as const;
export type RoleName = (typeof ROLES)[number];

export interface Ids {
  readonly pay: string;
  readonly log: string;
  readonly checkout: string;
  readonly warehouse: string;
}

export async function foundTowns(app: TestApp): Promise<{ readonly town: Town; readonly ids: Ids }> {
  const town = await foundTown(app, COMPANY_OF_TWO);
  await run(town, 'UPDATE value_stream SET expedite_limit = 20');
  const [pay, log] = [await stream(town, 'PAY'), await stream(town, 'LOG')];
  return { town, ids: { pay, log, checkout: await team(town), warehouse: await team(town, 'Warehouse') } };
}

/** What somebody of this role is; written by hand, so that what identifies people is tested too. */
export function rolesOf(role: RoleName, { pay, log, checkout, warehouse }: Ids): Roles {
  const teams: Partial<Record<RoleName, Roles['teams']>> = {
    'member of Checkout': [{ id: checkout, streamIds: [pay] }],
    'member of Warehouse': [{ id: warehouse, streamIds: [log] }],
  };
  const owns: Partial<Record<RoleName, readonly string[]>> = { 'owner of PAY': [pay], 'owner of LOG': [log] };
  return { admin: role === 'admin', leader: role === 'leader', owns: owns[role] ?? [], teams: teams[role] ?? [] };
}

const of = (as: string) => `(SELECT member_id FROM account WHERE external_user = '${as}')`;

/**
 * Makes somebody of this role and of no other; what they added or looked after is another's, and no channel is a team's own, so that
 * roles alone decide.
 *
 * @returns gives everything back
 */
export async function become(town: Town, as: string, role: RoleName, { pay, log, checkout, warehouse }: Ids): Promise<() => Promise<void>> {
  const user = town.at.userId(as);
  const sql = (words: string) => run(town, words);
  const other = of(town.at.userId('pawel'));
  await sql(`UPDATE value_stream SET owner_id = NULL WHERE owner_id = ${of(user)}`);
  await sql(`UPDATE member SET is_admin = false, is_leader = false WHERE id = ${of(user)}`);
  await sql(`DELETE FROM team_member WHERE member_id = ${of(user)}`);
  await sql(`UPDATE item SET created_by = ${other} WHERE created_by = ${of(user)}`);
  // Whoever parked something may bring it back.
  await sql(`UPDATE parked_idea SET decided_by = ${other} WHERE decided_by = ${of(user)}`);
  await sql(`UPDATE epic SET owner_id = ${other} WHERE owner_id = ${of(user)}`);
  await sql(`UPDATE place SET external_id = 'away' WHERE external_id = '${town.at.placeId('checkout')}'`);
  const joins = (id: string, member: string) =>
    sql(
      `INSERT INTO team_member (organization_id, team_id, member_id) SELECT organization_id, id, ${member} FROM team WHERE id = '${id}' ON CONFLICT DO NOTHING`,
    );
  if (role === 'admin') await sql(`UPDATE member SET is_admin = true WHERE id = ${of(user)}`);
  if (role === 'leader') await sql(`UPDATE member SET is_leader = true WHERE id = ${of(user)}`);
  if (role.startsWith('owner'))
    await sql(`UPDATE value_stream SET owner_id = ${of(user)} WHERE id = '${role.endsWith('PAY') ? pay : log}'`);
  if (role.startsWith('member')) await joins(role.endsWith('Checkout') ? checkout : warehouse, of(user));
  return async () => {
    const [mei, oskar, tomas] = ['mei', 'oskar', 'tomas'].map((name) => of(town.at.userId(name)));
    await sql(`UPDATE value_stream SET owner_id = ${mei} WHERE id IN ('${pay}', '${log}')`);
    await sql(`UPDATE member SET is_admin = id = ${tomas}, is_leader = id = ${mei}`);
    await sql(`DELETE FROM team_member WHERE team_id = '${warehouse}' AND member_id = ${of(user)}`);
    for (const member of [mei, oskar]) if (member) await joins(checkout, member);
    await sql(`UPDATE place SET external_id = '${town.at.placeId('checkout')}' WHERE external_id = 'away'`);
  };
}
