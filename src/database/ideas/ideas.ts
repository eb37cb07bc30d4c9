import { v7 as newId } from 'uuid';
import type { ParkReason, Reopen } from '../../model/item/parking.ts';
import { Superseded } from '../connection/sql-error.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { INSERT_EVENT } from '../events/event-parts.ts';
import { nextKey } from '../events/key-counter.ts';

/** A parked idea with the names that a card shows. */
export interface IdeaRow {
  readonly id: string;
  /** `I-31` */
  readonly key: string;
  readonly title: string;
  readonly reasonCode: ParkReason;
  readonly reason: string;
  readonly decidedById: string | null;
  readonly decidedBy: string | null;
  /** The one stream that the decider owns, by name. */
  readonly deciderOwns: string | null;
  readonly parkedAt: Date;
  readonly reopenKind: Reopen['kind'];
  /** Local date, `YYYY-MM-DD`. */
  readonly reopenOn: string | null;
  readonly reopenWhen: string | null;
  readonly state: 'parked' | 'revived';
  /** When and why it was revived, if it was. */
  readonly revivedAt: Date | null;
  readonly revivedBecause: string | null;
  /** The item or epic that was parked, if it was one. */
  readonly itemId: string | null;
  readonly epicId: string | null;
  readonly subjectKey: string | null;
  readonly sourceLink: string | null;
  readonly supporters: number;
  readonly version: number;
  readonly revision: number;
}

/** What is known of an idea when it is parked. */
export interface NewIdea {
  readonly title: string;
  readonly reasonCode: ParkReason;
  readonly reason: string;
  readonly reopen: Reopen;
  readonly subject: { readonly kind: 'item' | 'epic'; readonly id: string } | null;
  readonly sourceLink: string | null;
}

/** The idea of a key such as `I-31`, or null. */
export async function findIdeaByKey(tenant: Tenant, key: string): Promise<IdeaRow | null> {
  const [row] = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM parked_idea WHERE organization_id = ${tenant.organizationId}::uuid AND key = ${key}`;
  return row ? findIdea(tenant, row.id) : null;
}

/** The idea of an id, or null. */
export async function findIdea(tenant: Tenant, id: string): Promise<IdeaRow | null> {
  return (await readIdeas(tenant, [id]))[0] ?? null;
}

/** The idea under which an item or epic is parked now, or null. */
export async function findIdeaOf(tenant: Tenant, subject: NonNullable<NewIdea['subject']>): Promise<IdeaRow | null> {
  const [row] =
    subject.kind === 'item'
      ? await tenant.sql.$queryRaw<{ id: string }[]>`
          SELECT id FROM parked_idea
          WHERE organization_id = ${tenant.organizationId}::uuid AND item_id = ${subject.id}::uuid AND state = 'parked'
          ORDER BY created_at DESC LIMIT 1`
      : await tenant.sql.$queryRaw<{ id: string }[]>`
          SELECT id FROM parked_idea
          WHERE organization_id = ${tenant.organizationId}::uuid AND epic_id = ${subject.id}::uuid AND state = 'parked'
          ORDER BY created_at DESC LIMIT 1`;
  return row ? findIdea(tenant, row.id) : null;
}

/** Ideas of these ids, in this order; unknown ids are left out. */
export async function readIdeas(tenant: Tenant, ids: readonly string[]): Promise<IdeaRow[]> {
  return tenant.sql.$queryRaw<IdeaRow[]>`
    SELECT p.id, p.key, p.title, p.reason_code AS "reasonCode", p.reason, p.decided_by AS "decidedById", m.name AS "decidedBy",
      (SELECT CASE WHEN count(*) = 1 THEN min(v.name) END FROM value_stream v
       WHERE v.organization_id = p.organization_id AND v.owner_id = p.decided_by)
        AS "deciderOwns", p.created_at AS "parkedAt",
      p.reopen_kind AS "reopenKind", to_char(p.reopen_on, 'YYYY-MM-DD') AS "reopenOn", p.reopen_when AS "reopenWhen", p.state,
      r.at AS "revivedAt", r.data->>'reason' AS "revivedBecause", p.item_id AS "itemId", p.epic_id AS "epicId",
      coalesce(i.key, e.key) AS "subjectKey", p.source_link AS "sourceLink", p.version, p.revision,
      (SELECT count(*)::int FROM support s
       WHERE s.organization_id = p.organization_id AND s.subject_type = 'idea' AND s.subject_id = p.id) AS supporters
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS wanted(id, place)
    JOIN parked_idea p ON p.organization_id = ${tenant.organizationId}::uuid AND p.id = wanted.id
    LEFT JOIN member m ON m.organization_id = p.organization_id AND m.id = p.decided_by
    LEFT JOIN item i ON i.organization_id = p.organization_id AND i.id = p.item_id
    LEFT JOIN epic e ON e.organization_id = p.organization_id AND e.id = p.epic_id
    LEFT JOIN LATERAL (SELECT v.at, v.data FROM event v WHERE v.organization_id = p.organization_id AND v.subject_type = 'idea'
      AND v.subject_id = p.id
      AND v.kind = 'revived' ORDER BY v.subject_version DESC LIMIT 1) AS r ON true
    ORDER BY wanted.place`;
}

/** Writes an idea down, with its event. The key counter's row orders those who park at the same time. */
export async function addIdea(tenant: TenantTransaction, idea: NewIdea, change: Change): Promise<IdeaRow> {
  const { organizationId, sql } = tenant;
  const key = await nextKey(tenant, 'I');
  const { title, reasonCode, reason, reopen, subject, sourceLink } = idea;
  const id = newId();
  const itemId = subject?.kind === 'item' ? subject.id : null;
  const epicId = subject?.kind === 'epic' ? subject.id : null;
  const data = JSON.stringify({ key, title, reasonCode, reason, reopen, itemId, epicId, sourceLink });
  await sql.$executeRaw`
    WITH added AS (
      INSERT INTO parked_idea (organization_id, id, key, title, reason_code, reason, decided_by, reopen_kind, reopen_on, reopen_when,
        item_id, epic_id, source_link, created_at)
      VALUES (${organizationId}::uuid, ${id}::uuid, ${key}, ${title}, ${reasonCode}, ${reason}, ${change.memberId}::uuid,
        ${reopen.kind}, ${reopen.on}::date, ${reopen.when}, ${itemId}::uuid, ${epicId}::uuid, ${sourceLink}, ${change.at})
    )
    ${INSERT_EVENT}
    VALUES (${organizationId}::uuid, 'idea', ${id}::uuid, 1, 'parked', ${change.at}, ${change.memberId}::uuid, ${data}::jsonb)`;
  const added = await findIdea(tenant, id);
  if (!added) throw new Error('The idea was not parked.');
  return added;
}

/** Takes an idea out of the anti-backlog, with its event. What becomes of its item or epic is the caller's. */
export async function closeIdea(tenant: TenantTransaction, idea: IdeaRow, reason: string, change: Change): Promise<void> {
  const { organizationId } = tenant;
  const written = await tenant.sql.$executeRaw`
    WITH changed AS (
      UPDATE parked_idea SET state = 'revived', version = version + 1, revision = revision + 1
      WHERE organization_id = ${organizationId}::uuid AND id = ${idea.id}::uuid AND revision = ${idea.revision} AND state = 'parked'
      RETURNING revision
    )
    INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, actor_id, data)
    SELECT ${organizationId}::uuid, 'idea', ${idea.id}::uuid, revision, 'revived',
      greatest(${change.at}::timestamptz, ${idea.parkedAt}), ${change.memberId}::uuid, ${JSON.stringify({ reason })}::jsonb
    FROM changed`;
  if (written !== 1) throw new Superseded();
}
