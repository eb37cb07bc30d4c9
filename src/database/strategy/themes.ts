import { v7 as newId } from 'uuid';
import { applyThemeEvent, type ThemeEvent, type ThemeFields, type ThemeSnapshot, type ThemeState } from '../../model/strategy/theme.ts';
import { fragment } from '../connection/fragment.ts';
import { Superseded } from '../connection/sql-error.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import { OPEN_EPIC_STATES } from '../epics/epic-parts.ts';
import type { Change } from '../events/change.ts';
import { EVENT_ACTOR } from '../events/event-parts.ts';
import { logEvent, notBeforeLogged } from '../events/events.ts';
import { nextKey } from '../events/key-counter.ts';

const THEME = fragment`
  SELECT t.id, t.key, t.name, t.state, t.win_where AS "winWhere", t.outcomes, t.trade_offs AS "tradeOffs", t.constraints,
    t.reviewed_at AS "reviewedAt", t.version, t.revision, t.created_at AS "createdAt", e.open, e.bets
  FROM theme t CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE e.state IN ${OPEN_EPIC_STATES})::int AS open,
      count(*) FILTER (WHERE e.state = 'investing')::int AS bets
    FROM epic e WHERE e.organization_id = t.organization_id AND e.theme_id = t.id) AS e`;

/** A theme with what serves it. */
export interface ThemeRow extends ThemeSnapshot {
  readonly id: string;
  /** Of its state: a button's. */
  readonly version: number;
  /** Of all it says: a form's. */
  readonly revision: number;
  /** Epics that name it and are open, and how many of these are running bets. */
  readonly open: number;
  readonly bets: number;
}

/** The theme of an id or of a key such as `T-1`, or null. */
export async function findTheme(tenant: Tenant, which: { readonly id: string } | { readonly key: string }): Promise<ThemeRow | null> {
  const [id, key] = 'id' in which ? [which.id, null] : [null, which.key];
  const rows = await tenant.sql.$queryRaw<ThemeRow[]>`
    ${THEME}
    WHERE t.organization_id = ${tenant.organizationId}::uuid AND (t.id = ${id}::uuid OR t.key = ${key})`;
  return rows[0] ?? null;
}

/** Themes in these states, oldest first. */
export async function listThemes(tenant: Tenant, states: readonly ThemeState[], limit: number): Promise<ThemeRow[]> {
  return tenant.sql.$queryRaw<ThemeRow[]>`
    ${THEME}
    WHERE t.organization_id = ${tenant.organizationId}::uuid AND t.state = ANY(${[...states]}::text[])
    ORDER BY t.created_at, t.id LIMIT ${limit}`;
}

/** Keys of all themes by id, the retired ones, too. */
export async function themeKeys(tenant: Tenant): Promise<ReadonlyMap<string, string>> {
  const rows = await tenant.sql.$queryRaw<{ id: string; key: string }[]>`
    SELECT id, key FROM theme WHERE organization_id = ${tenant.organizationId}::uuid`;
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** Another theme of that name which is not retired, or null: two of one name cannot be told apart. */
export async function namesake(tenant: Tenant, name: string, exceptId: string | null): Promise<string | null> {
  const [row] = await tenant.sql.$queryRaw<{ key: string }[]>`
    SELECT t.key FROM theme t
    WHERE t.organization_id = ${tenant.organizationId}::uuid AND t.state <> 'retired' AND lower(t.name) = lower(${name})
      AND t.id IS DISTINCT FROM ${exceptId}::uuid ORDER BY t.created_at LIMIT 1`;
  return row?.key ?? null;
}

/** Writes a draft, with the next number. */
export async function addTheme(tenant: TenantTransaction, fields: ThemeFields, change: Change): Promise<ThemeRow> {
  const { organizationId, sql } = tenant;
  const id = newId();
  const key = await nextKey(tenant, 'T');
  await sql.$executeRaw`
    INSERT INTO theme (organization_id, id, key, name, win_where, outcomes, trade_offs, constraints, reviewed_at, created_at, created_by)
    VALUES (${organizationId}::uuid, ${id}::uuid, ${key}, ${fields.name}, ${fields.winWhere}, ${fields.outcomes}, ${fields.tradeOffs},
      ${fields.constraints}, ${change.at}, ${change.at}, ${change.memberId}::uuid)`;
  await logEvent(tenant, { type: 'theme', id }, 'drafted', { key, ...fields }, change);
  return reread(tenant, id);
}

/** The only place that changes themes: the row is what the event makes of it, guarded by the revision that was read. */
export async function changeTheme(tenant: TenantTransaction, theme: ThemeRow, event: ThemeEvent, asked: Change): Promise<ThemeRow> {
  const change = await notBeforeLogged(tenant, { type: 'theme', id: theme.id }, asked);
  const after = applyThemeEvent(theme, event, change.at);
  const changed = await tenant.sql.$executeRaw`
    UPDATE theme SET name = ${after.name}, state = ${after.state}, win_where = ${after.winWhere}, outcomes = ${after.outcomes},
      trade_offs = ${after.tradeOffs}, constraints = ${after.constraints}, reviewed_at = ${after.reviewedAt},
      version = version + ${after.state === theme.state ? 0 : 1}, revision = revision + 1
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${theme.id}::uuid AND revision = ${theme.revision}`;
  if (changed !== 1) throw new Superseded();
  await logEvent(tenant, { type: 'theme', id: theme.id }, event.kind, { ...event.data }, change);
  return reread(tenant, theme.id);
}

async function reread(tenant: Tenant, id: string): Promise<ThemeRow> {
  const theme = await findTheme(tenant, { id });
  if (!theme) throw new Error('The theme is gone.');
  return theme;
}

/** An epic by name. */
export interface NamedEpic {
  readonly key: string;
  readonly title: string;
}

/** An open epic that names a theme. */
export interface NamingEpic extends NamedEpic {
  readonly id: string;
  readonly ownerId: string | null;
}

/** Open epics that name a theme: running bets first, then by age. */
export async function openEpicsOf(tenant: Tenant, themeId: string, limit: number): Promise<NamingEpic[]> {
  return tenant.sql.$queryRaw<NamingEpic[]>`
    SELECT e.id, e.key, e.title, e.owner_id AS "ownerId" FROM epic e
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.theme_id = ${themeId}::uuid AND e.state IN ${OPEN_EPIC_STATES}
    ORDER BY e.state = 'investing' DESC, e.created_at, e.id LIMIT ${limit}`;
}

/** Running bets of a theme, which keep it from being retired. The caller's transaction holds the theme, so that none is added meanwhile. */
export async function betsOf(tenant: Tenant, themeId: string): Promise<NamedEpic[]> {
  return tenant.sql.$queryRaw<NamedEpic[]>`
    SELECT e.key, e.title FROM epic e
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.theme_id = ${themeId}::uuid AND e.state = 'investing'
    ORDER BY e.started_at, e.key`;
}

/** Holds a theme until the transaction ends: nobody names it in an epic, or changes it, meanwhile. */
export async function lockTheme(tenant: TenantTransaction, id: string): Promise<void> {
  await tenant.sql.$queryRaw`SELECT id FROM theme WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
}

/** Holds a theme as it is while an epic comes to name it: whoever retires it waits, and finds the epic then. */
export async function keepTheme(tenant: TenantTransaction, id: string): Promise<void> {
  await tenant.sql.$queryRaw`SELECT id FROM theme WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid FOR SHARE`;
}

/** A theme's event with who did it. */
export interface ThemeVersion {
  readonly themeId: string;
  readonly event: ThemeEvent;
  readonly at: Date;
  readonly by: string | null;
}

/** The whole log of every theme that changed since an instant, in order: what a version says follows from those before it. */
export async function readVersions(tenant: Tenant, since: Date): Promise<ThemeVersion[]> {
  return tenant.sql.$queryRaw<ThemeVersion[]>`
    SELECT e.subject_id AS "themeId", jsonb_build_object('kind', e.kind, 'data', e.data) AS event, e.at, m.name AS by
    FROM event e ${EVENT_ACTOR}
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = 'theme' AND e.subject_id IN (
      SELECT t.id FROM theme t WHERE t.organization_id = ${tenant.organizationId}::uuid AND EXISTS (
        SELECT 1 FROM event n
        WHERE n.organization_id = t.organization_id AND n.subject_type = 'theme' AND n.subject_id = t.id AND n.at >= ${since}))
    ORDER BY e.subject_id, e.subject_version`;
}
