import { fragment } from '../../../database/connection/fragment.ts';
import type { Tenant, TenantTransaction } from '../../../database/connection/tenant.ts';
import type { CodeKind } from './code.ts';

const CODE = fragment`
  SELECT organization_id AS "organizationId", code_hash AS "codeHash", member_id AS "memberId", platform, typed_by AS "typedBy",
    typed_platform AS "typedPlatform", typed_team AS "typedTeam", asker_agrees AS "askerAgrees", typer_agrees AS "typerAgrees"
  FROM door_code`;

/** A code that still opens something, or has just opened it. */
export interface CodeRow {
  readonly organizationId: string;
  readonly codeHash: string;
  /** Who asked for it, and on which platform. */
  readonly memberId: string;
  readonly platform: string;
  readonly typedBy: string | null;
  readonly typedPlatform: string | null;
  readonly typedTeam: string | null;
  readonly askerAgrees: boolean;
  readonly typerAgrees: boolean;
}

/** Puts a person's requests about codes in a row, so that five tries are five however fast they come. */
export async function lockMembers({ organizationId, sql }: TenantTransaction, ids: readonly string[]): Promise<void> {
  await sql.$queryRaw`
    SELECT id FROM member WHERE organization_id = ${organizationId}::uuid AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

/** Keeps a new code's hash. A person has one code of a kind; an older one opens nothing any more. */
export async function saveCode(
  { organizationId, sql }: TenantTransaction,
  code: { readonly hash: string; readonly kind: CodeKind; readonly memberId: string; readonly platform: string; readonly expires: Date },
): Promise<void> {
  await sql.$executeRaw`
    DELETE FROM door_code
    WHERE organization_id = ${organizationId}::uuid AND kind = ${code.kind}
      AND member_id = ${code.memberId}::uuid AND typed_team IS NULL`;
  await sql.$executeRaw`
    INSERT INTO door_code (organization_id, code_hash, kind, member_id, platform, expires_at)
    VALUES (${organizationId}::uuid, ${code.hash}, ${code.kind}, ${code.memberId}::uuid, ${code.platform}, ${code.expires})`;
}

/**
 * The workspace's code of this hash, in whichever organization, held until the transaction ends. Next to finding a workspace this
 * is the one read that goes by no organization: the code is what proves that its admin lets the asker in.
 */
export async function findWorkspaceCode({ sql }: TenantTransaction, hash: string, now: Date): Promise<CodeRow | undefined> {
  const rows = await sql.$queryRaw<CodeRow[]>`
    ${CODE} WHERE code_hash = ${hash} AND kind = 'workspace' AND expires_at > ${now} FOR UPDATE`;
  // Two organizations that drew the same code: then it opens neither.
  return rows.length === 1 ? rows[0] : undefined;
}

export async function markWorkspaceCode(
  { sql }: TenantTransaction,
  code: CodeRow,
  workspace: { readonly platform: string; readonly externalId: string },
): Promise<void> {
  await sql.$executeRaw`
    UPDATE door_code SET typed_platform = ${workspace.platform}, typed_team = ${workspace.externalId}
    WHERE organization_id = ${code.organizationId}::uuid AND code_hash = ${code.codeHash}`;
}

/** A person's code of this hash in this organization that nobody typed yet, held until the transaction ends. */
export async function findPersonCode({ organizationId, sql }: TenantTransaction, hash: string, now: Date): Promise<CodeRow | undefined> {
  const [row] = await sql.$queryRaw<CodeRow[]>`
    ${CODE} WHERE organization_id = ${organizationId}::uuid AND code_hash = ${hash} AND kind = 'person' AND typed_by IS NULL
      AND expires_at > ${now}
    FOR UPDATE`;
  return row;
}

/** The person's code that was typed and waits for a word of its two people, of whom the asker is one. */
export async function findOpenCode({ organizationId, sql }: Tenant, memberId: string, now: Date): Promise<CodeRow | undefined> {
  const [row] = await sql.$queryRaw<CodeRow[]>`
    ${CODE} WHERE organization_id = ${organizationId}::uuid AND kind = 'person' AND typed_by IS NOT NULL AND expires_at > ${now}
      AND (member_id = ${memberId}::uuid OR typed_by = ${memberId}::uuid)
    ORDER BY expires_at DESC LIMIT 1`;
  return row;
}

export async function claimCode(
  { organizationId, sql }: TenantTransaction,
  code: CodeRow,
  typer: { readonly memberId: string; readonly platform: string },
): Promise<void> {
  // Whatever else the two were about to agree on is off.
  await sql.$executeRaw`
    DELETE FROM door_code
    WHERE organization_id = ${organizationId}::uuid AND kind = 'person' AND code_hash <> ${code.codeHash} AND typed_by IS NOT NULL
      AND (member_id = ANY(${[code.memberId, typer.memberId]}::uuid[]) OR typed_by = ANY(${[code.memberId, typer.memberId]}::uuid[]))`;
  await sql.$executeRaw`
    UPDATE door_code SET typed_by = ${typer.memberId}::uuid, typed_platform = ${typer.platform}
    WHERE organization_id = ${organizationId}::uuid AND code_hash = ${code.codeHash}`;
}

export async function setAgreement({ organizationId, sql }: TenantTransaction, code: CodeRow): Promise<void> {
  await sql.$executeRaw`
    UPDATE door_code SET asker_agrees = ${code.askerAgrees}, typer_agrees = ${code.typerAgrees}
    WHERE organization_id = ${organizationId}::uuid AND code_hash = ${code.codeHash}`;
}

export async function dropCode({ organizationId, sql }: TenantTransaction, code: CodeRow): Promise<void> {
  await sql.$executeRaw`DELETE FROM door_code WHERE organization_id = ${organizationId}::uuid AND code_hash = ${code.codeHash}`;
}

/** Codes that a person typed lately and that opened nothing. */
export async function readTries(
  { organizationId, sql }: TenantTransaction,
  memberId: string,
  after: Date,
): Promise<{ readonly since: Date; readonly tries: number } | undefined> {
  const [row] = await sql.$queryRaw<{ since: Date; tries: number }[]>`
    SELECT since, tries FROM code_try
    WHERE organization_id = ${organizationId}::uuid AND member_id = ${memberId}::uuid AND since > ${after}`;
  return row;
}

export async function countTry({ organizationId, sql }: TenantTransaction, memberId: string, now: Date, after: Date): Promise<void> {
  await sql.$executeRaw`
    INSERT INTO code_try (organization_id, member_id, since, tries) VALUES (${organizationId}::uuid, ${memberId}::uuid, ${now}, 1)
    ON CONFLICT (organization_id, member_id) DO UPDATE SET
      tries = CASE WHEN code_try.since > ${after} THEN code_try.tries + 1 ELSE 1 END,
      since = CASE WHEN code_try.since > ${after} THEN code_try.since ELSE excluded.since END`;
}

/** What somebody may do here, by name; and where they are known. */
export interface Self {
  readonly id: string;
  readonly name: string;
  readonly admin: boolean;
  readonly leader: boolean;
  readonly streams: readonly { readonly id: string; readonly name: string }[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** How many epics are theirs: their owner may shape and park them. */
  readonly epics: number;
  readonly platforms: readonly string[];
}

export async function readSelf({ organizationId, sql }: Tenant, memberId: string): Promise<Self | undefined> {
  const [row] = await sql.$queryRaw<Self[]>`
    SELECT m.id, m.name, m.is_admin AS admin, m.is_leader AS leader,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name) ORDER BY v.key), '[]') FROM value_stream v
        WHERE v.organization_id = m.organization_id AND v.owner_id = m.id) AS streams,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY t.name), '[]') FROM team_member tm
        JOIN team t ON t.organization_id = tm.organization_id AND t.id = tm.team_id
        WHERE tm.organization_id = m.organization_id AND tm.member_id = m.id) AS teams,
      (SELECT count(*)::int FROM epic e WHERE e.organization_id = m.organization_id AND e.owner_id = m.id) AS epics,
      (SELECT coalesce(jsonb_agg(DISTINCT a.platform), '[]') FROM account a
       WHERE a.organization_id = m.organization_id AND a.member_id = m.id) AS platforms
    FROM member m WHERE m.organization_id = ${organizationId}::uuid AND m.id = ${memberId}::uuid AND m.merged_into IS NULL`;
  return row;
}

/** How the asker's organization stands at this moment, which may be later than when the request began. */
export async function readSetUp(
  { organizationId, sql }: Tenant,
  memberId: string,
): Promise<{ readonly setUp: boolean; readonly admin: boolean }> {
  const [row] = await sql.$queryRaw<{ setUp: boolean; admin: boolean }[]>`
    SELECT o.setup_at IS NOT NULL AS "setUp", m.is_admin AS admin FROM organization o
    JOIN member m ON m.organization_id = o.id AND m.id = ${memberId}::uuid
    WHERE o.id = ${organizationId}::uuid`;
  return row ?? { setUp: true, admin: false };
}

export async function organizationName({ organizationId, sql }: Tenant): Promise<string> {
  const [row] = await sql.$queryRaw<{ name: string }[]>`SELECT name FROM organization WHERE id = ${organizationId}::uuid`;
  return row?.name ?? '';
}

/** A member's own conversation with the bot on a platform, as the outbox names it. */
export async function ownPlace({ organizationId, sql }: Tenant, memberId: string, platform: string): Promise<string | undefined> {
  const [row] = await sql.$queryRaw<{ user: string }[]>`
    SELECT external_user AS user FROM account
    WHERE organization_id = ${organizationId}::uuid AND member_id = ${memberId}::uuid AND platform = ${platform}
    ORDER BY external_user LIMIT 1`;
  return row?.user;
}
