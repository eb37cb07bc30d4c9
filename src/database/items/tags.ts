import { v7 as newId } from 'uuid';
import type { TagKind } from '../../model/item/tag-words.ts';
import { tagWord } from '../../model/item/tag-words.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { retagItems, touchItem } from './item-changes.ts';
import type { ItemRow } from './items.ts';
import type { StreamLock } from './stream-locks.ts';

/** A word of a stream's list. */
export interface TagRow {
  readonly id: string;
  readonly streamId: string;
  readonly kind: TagKind;
  readonly name: string;
  /** Other ways to write it, in small letters. */
  readonly synonyms: readonly string[];
  /** Items that have it, whatever their state. */
  readonly items: number;
}

/** The words of a stream, journeys first, in their order. As many as `TAGS_AT_MOST` in all. */
export function listTags(tenant: Tenant, streamId: string): Promise<TagRow[]> {
  return readTags(tenant, { streamId });
}

/** One word, or null. */
export async function findTag(tenant: Tenant, id: string): Promise<TagRow | null> {
  return (await readTags(tenant, { id }))[0] ?? null;
}

async function readTags(tenant: Tenant, which: { readonly streamId: string } | { readonly id: string }): Promise<TagRow[]> {
  const [streamId, id] = 'id' in which ? [null, which.id] : [which.streamId, null];
  const rows = await tenant.sql.$queryRaw<TagRow[]>`
    SELECT t.id, t.stream_id AS "streamId", t.kind, t.name,
      (SELECT coalesce(array_agg(s.word ORDER BY s.word), '{}') FROM tag_synonym s
       WHERE s.organization_id = t.organization_id AND s.tag_id = t.id) AS synonyms,
      (SELECT count(*)::int FROM item_tag it WHERE it.organization_id = t.organization_id AND it.tag_id = t.id) AS items
    FROM tag t WHERE t.organization_id = ${tenant.organizationId}::uuid AND (t.stream_id = ${streamId}::uuid OR t.id = ${id}::uuid)
    ORDER BY t.kind, t.position, t.id`;
  return rows.map((row) => ({ ...row, synonyms: row.synonyms.filter((word) => word !== tagWord(row.name)) }));
}

/** Every way to write a tag of the stream, with its tag. */
export async function tagWords(tenant: Tenant, streamId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tenant.sql.$queryRaw<{ word: string; tagId: string }[]>`
    SELECT s.word, s.tag_id AS "tagId" FROM tag_synonym s
    WHERE s.organization_id = ${tenant.organizationId}::uuid AND s.stream_id = ${streamId}::uuid`;
  return new Map(rows.map((row) => [row.word, row.tagId]));
}

/** A word as its owner writes it down. */
export interface TagDraft {
  readonly kind: TagKind;
  readonly name: string;
  /** In small letters, without the name. */
  readonly synonyms: readonly string[];
}

/** Adds a word at the end of its kind. The caller holds the stream's lock and knows that nothing else is written that way. */
export async function addTag(tenant: TenantTransaction, streamId: string, draft: TagDraft): Promise<string> {
  const id = newId();
  await tenant.sql.$executeRaw`
    INSERT INTO tag (organization_id, stream_id, id, kind, name, position)
    SELECT ${tenant.organizationId}::uuid, ${streamId}::uuid, ${id}::uuid, ${draft.kind}, ${draft.name}, coalesce(max(position), 0) + 1
    FROM tag WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid`;
  await writeWords(tenant, streamId, id, draft);
  return id;
}

/** Writes a word anew. */
export async function changeTag(tenant: TenantTransaction, tag: TagRow, draft: TagDraft): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE tag SET kind = ${draft.kind}, name = ${draft.name}
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${tag.id}::uuid`;
  await tenant.sql.$executeRaw`
    DELETE FROM tag_synonym WHERE organization_id = ${tenant.organizationId}::uuid AND tag_id = ${tag.id}::uuid`;
  await writeWords(tenant, tag.streamId, tag.id, draft);
}

async function writeWords(tenant: TenantTransaction, streamId: string, tagId: string, draft: TagDraft): Promise<void> {
  const words = [...new Set([tagWord(draft.name), ...draft.synonyms])];
  await tenant.sql.$executeRaw`
    INSERT INTO tag_synonym (organization_id, stream_id, word, tag_id)
    SELECT ${tenant.organizationId}::uuid, ${streamId}::uuid, word, ${tagId}::uuid FROM unnest(${words}::text[]) AS word`;
}

/** Removes from the list a word that no item has. */
export async function deleteTag(tenant: TenantTransaction, tagId: string): Promise<void> {
  await tenant.sql.$executeRaw`
    DELETE FROM tag_synonym WHERE organization_id = ${tenant.organizationId}::uuid AND tag_id = ${tagId}::uuid`;
  await tenant.sql.$executeRaw`DELETE FROM tag WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${tagId}::uuid`;
}

/**
 * Merges a word into another of its stream: its items get the other, and its writings lead there from now on.
 *
 * @param lock of their stream
 * @returns how many items changed
 */
export async function mergeTag(lock: StreamLock, tag: TagRow, into: TagRow, change: Change): Promise<number> {
  const { organizationId, sql } = lock.tenant;
  const items = await retagItems(lock, tag, into, change);
  await sql.$executeRaw`
    UPDATE tag_synonym SET tag_id = ${into.id}::uuid WHERE organization_id = ${organizationId}::uuid AND tag_id = ${tag.id}::uuid`;
  await sql.$executeRaw`DELETE FROM tag WHERE organization_id = ${organizationId}::uuid AND id = ${tag.id}::uuid`;
  return items;
}

/** Gives an item exactly these tags, with its event. Under its stream's lock, so that no tag goes meanwhile. */
export async function tagItem(tenant: TenantTransaction, item: ItemRow, tagIds: readonly string[], change: Change): Promise<ItemRow> {
  const tagged = await touchItem(tenant, item, { kind: 'tagged', data: { tagIds } }, change);
  await tenant.sql.$executeRaw`
    DELETE FROM item_tag
    WHERE organization_id = ${tenant.organizationId}::uuid AND item_id = ${item.id}::uuid AND NOT tag_id = ANY(${[...tagIds]}::uuid[])`;
  await tenant.sql.$executeRaw`
    INSERT INTO item_tag (organization_id, item_id, tag_id)
    SELECT ${tenant.organizationId}::uuid, ${item.id}::uuid, id FROM unnest(${[...tagIds]}::uuid[]) AS id
    ON CONFLICT (organization_id, item_id, tag_id) DO NOTHING`;
  return tagged;
}
