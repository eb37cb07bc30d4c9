import { v7 as newId } from 'uuid';
import type { Sql } from '../../../database/connection/database.ts';
import type { Tenant, TenantTransaction } from '../../../database/connection/tenant.ts';
import { addOrganization } from '../../../database/organization/identify.ts';
import type { Stage } from '../../../model/item/item.ts';
import type { ItemEvent } from '../../../model/item/item-event.ts';
import type { HistoryEvent } from '../../../model/item/item-history.ts';
import { Refusal } from '../../../model/rights/refusal.ts';

export interface OrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
}

export interface StreamRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/** An item that an earlier import brought. */
export interface StoredItem {
  readonly id: string;
  readonly externalKey: string;
  readonly streamId: string;
  readonly title: string;
  readonly events: readonly HistoryEvent[];
}

/** What the items of an export are today. */
export interface StateCounts {
  readonly finished: number;
  /** Of what is finished, without a start: it was closed without ever being in a delivery stage. */
  readonly withoutStart: number;
  readonly inProgress: number;
  readonly ready: number;
  readonly refining: number;
  readonly parked: number;
  readonly reopened: number;
  readonly returned: number;
  readonly readyWithoutPurpose: number;
  readonly inProgressWithoutTeam: number;
}

/** Where imported items come from; half of their external key. */
export const SOURCE = 'jira';

/**
 * The organization to import into: the one named, the only one, or a new one.
 *
 * @throws Refusal when there are several and none is named, or none has the name
 */
export async function takeOrganization(
  sql: Sql,
  name: string | undefined,
  zone: string,
): Promise<OrganizationRow & { readonly created: boolean }> {
  const all = await sql.$queryRaw<OrganizationRow[]>`SELECT id, name, zone FROM organization ORDER BY name, id`;
  if (all.length === 0) {
    const created = { name: name ?? 'New organization', zone };
    return { id: await addOrganization(sql, created.name, zone), ...created, created: true };
  }
  const matching = name === undefined ? all : all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  if (matching.length === 1 && matching[0]) return { ...matching[0], created: false };
  const names = all.map((one) => `“${one.name}”`).join(', ');
  if (name === undefined)
    throw new Refusal('conflict', `There are several organizations here: ${names}.`, 'Say which one: --organization NAME');
  throw new Refusal(
    'not_found',
    `There is ${matching.length > 1 ? 'more than one' : 'no'} organization “${name}” here, but ${names}.`,
    'Look at --organization.',
  );
}

/** A stream by its key. */
export async function findStream({ organizationId, sql }: Tenant, key: string): Promise<StreamRow | null> {
  const [row] = await sql.$queryRaw<StreamRow[]>`
    SELECT id, key, name FROM value_stream WHERE organization_id = ${organizationId}::uuid AND key = ${key}`;
  return row ?? null;
}

/** Streams that earlier imports brought these issues into. */
export async function streamsOf({ organizationId, sql }: Tenant, externalKeys: readonly string[]): Promise<StreamRow[]> {
  return sql.$queryRaw<StreamRow[]>`
    SELECT v.id, v.key, v.name FROM value_stream v
    WHERE v.organization_id = ${organizationId}::uuid AND v.id IN (
      SELECT stream_id FROM item
      WHERE organization_id = ${organizationId}::uuid AND external_source = ${SOURCE}
        AND external_key = ANY(${[...externalKeys]}::text[]))`;
}

export async function addStream({ organizationId, sql }: TenantTransaction, key: string, now: Date): Promise<StreamRow> {
  const stream = { id: newId(), key, name: key };
  await sql.$executeRaw`
    INSERT INTO value_stream (organization_id, id, key, name, created_at)
    VALUES (${organizationId}::uuid, ${stream.id}::uuid, ${key}, ${key}, ${now})`;
  return stream;
}

export async function stagesOf({ organizationId, sql }: Tenant, streamId: string): Promise<Stage[]> {
  return sql.$queryRaw<Stage[]>`
    SELECT id, name, kind FROM stage WHERE organization_id = ${organizationId}::uuid AND stream_id = ${streamId}::uuid ORDER BY position`;
}

/** Puts stages behind those the stream has. */
export async function addStages(tenant: TenantTransaction, streamId: string, stages: readonly Omit<Stage, 'id'>[]): Promise<void> {
  const rows = stages.map((stage, index) => ({ id: newId(), name: stage.name, kind: stage.kind, place: index + 1 }));
  await tenant.sql.$executeRaw`
    INSERT INTO stage (organization_id, stream_id, id, name, kind, position)
    SELECT ${tenant.organizationId}::uuid, ${streamId}::uuid, id, name, kind, place + (
      SELECT coalesce(max(position), -1) FROM stage
      WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id uuid, name text, kind text, place int)`;
}

/** Which of the issues are here already, with all that happened to them. */
export async function storedItems({ organizationId, sql }: Tenant, externalKeys: readonly string[]): Promise<StoredItem[]> {
  type Row = Omit<StoredItem, 'events'> & {
    readonly events: readonly { kind: string; at: string; actorId: string | null; data: { imported?: boolean } }[];
  };
  const rows = await sql.$queryRaw<Row[]>`
    SELECT i.id, i.external_key AS "externalKey", i.stream_id AS "streamId", i.title, (
      SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at, 'actorId', e.actor_id, 'data', e.data) ORDER BY e.subject_version)
      FROM event e WHERE e.organization_id = i.organization_id AND e.subject_type = 'item' AND e.subject_id = i.id) AS events
    FROM item i
    WHERE i.organization_id = ${organizationId}::uuid AND i.external_source = ${SOURCE}
      AND i.external_key = ANY(${[...externalKeys]}::text[])`;
  return rows.map(({ events, ...row }) => ({
    ...row,
    events: events.map(({ kind, at, actorId, data: { imported, ...data } }) => ({
      event: { kind, data } as ItemEvent,
      at: new Date(at),
      actorId,
      imported: imported === true,
    })),
  }));
}

/** Which of these keys some item has. */
export async function takenKeys({ organizationId, sql }: Tenant, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.$queryRaw<
    { key: string }[]
  >`SELECT key FROM item WHERE organization_id = ${organizationId}::uuid AND key = ANY(${[...keys]}::text[])`;
  return new Set(rows.map((row) => row.key));
}

/** The last number given under a prefix; nobody else takes one until the transaction ends. */
export async function lockCounter({ organizationId, sql }: TenantTransaction, prefix: string): Promise<number> {
  const [row] = await sql.$queryRaw<{ last: number }[]>`
    INSERT INTO key_counter (organization_id, prefix, last) VALUES (${organizationId}::uuid, ${prefix}, 0)
    ON CONFLICT (organization_id, prefix) DO UPDATE SET last = key_counter.last RETURNING last`;
  return row?.last ?? 0;
}

export async function setCounter({ organizationId, sql }: TenantTransaction, prefix: string, last: number): Promise<void> {
  await sql.$executeRaw`UPDATE key_counter SET last = ${last} WHERE organization_id = ${organizationId}::uuid AND prefix = ${prefix}`;
}

export async function countStates({ organizationId, sql }: Tenant, externalKeys: readonly string[]): Promise<StateCounts> {
  const [row] = await sql.$queryRaw<StateCounts[]>`
    SELECT count(*) FILTER (WHERE state = 'done')::int AS finished, count(*) FILTER (WHERE state = 'delivery')::int AS "inProgress",
      count(*) FILTER (WHERE state = 'ready')::int AS ready, count(*) FILTER (WHERE state = 'refining')::int AS refining,
      count(*) FILTER (WHERE state = 'done' AND started_at IS NULL)::int AS "withoutStart",
        count(*) FILTER (WHERE state = 'parked')::int AS parked, count(*) FILTER (WHERE reopened > 0)::int AS reopened,
      count(*) FILTER (WHERE returns > 0)::int AS returned,
      count(*) FILTER (WHERE state = 'ready' AND coalesce(purpose, '') = '')::int AS "readyWithoutPurpose",
      count(*) FILTER (WHERE state = 'delivery' AND team_id IS NULL)::int AS "inProgressWithoutTeam"
    FROM item
    WHERE organization_id = ${organizationId}::uuid AND external_source = ${SOURCE}
      AND external_key = ANY(${[...externalKeys]}::text[])`;
  if (!row) throw new Error('A count gives one row.');
  return row;
}
