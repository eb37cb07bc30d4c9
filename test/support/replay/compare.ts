import type { Sql } from '../../../src/database/connection/database.ts';
import type { Logged, Row } from './logged.ts';
import { replayEpic } from './replay-epic.ts';
import { replayIdea } from './replay-idea.ts';
import { replayItem } from './replay-item.ts';

type Stored = Row & { readonly id: string };

/**
 * Holds what an outsider makes of the log against the tables: one line for each thing that differs, and for each event whose time lies
 * before that of the version before it.
 */
export async function compareWithOutsider(sql: Sql, organizationId: string): Promise<readonly unknown[]> {
  const events = await sql.$queryRaw<(Logged & { readonly type: string; readonly id: string })[]>`
    SELECT subject_type AS type, subject_id::text AS id, subject_version AS version, kind, to_jsonb(at)#>>'{}' AS at, actor_id::text AS actor, data
    FROM event WHERE organization_id = ${organizationId}::uuid ORDER BY subject_type, subject_id, subject_version`;
  const logs = new Map<string, Logged[]>();
  for (const { type, id, ...event } of events) {
    const subject = `${type} ${id}`;
    const log = logs.get(subject) ?? [];
    log.push({ ...event, at: instant(event.at) });
    logs.set(subject, log);
  }
  const differences: unknown[] = [];
  const compare = (what: string, expected: unknown, actual: unknown) => {
    if (JSON.stringify(sorted(expected)) !== JSON.stringify(sorted(actual))) differences.push({ what, expected, actual });
  };
  for (const [subject, log] of logs) {
    compare(
      `${subject}: versions`,
      log.map((_, index) => index + 1),
      log.map((one) => one.version),
    );
    const late = log.filter((one, index) => one.at < (log[index - 1]?.at ?? ''));
    if (late.length > 0) differences.push({ what: `${subject}: times run backwards`, versions: late.map((one) => one.version) });
  }
  const logOf = (type: string, id: string) => logs.get(`${type} ${id}`) ?? [];
  for (const one of await items(sql, organizationId)) {
    const replayed = replayItem(logOf('item', one.row.id));
    const name = String(one.row.key);
    compare(`${name}: row`, replayed.row, like(one.row, replayed.row));
    compare(
      `${name}: blocks`,
      replayed.blocks,
      one.blocks.map((block, n) => (foundByWords(replayed.blocks[n]) ? { ...block, blocker_id: null } : block)),
    );
    for (const part of ['stays', 'tags', 'needs', 'aliases'] as const) compare(`${name}: ${part}`, replayed[part], one[part]);
  }
  for (const [type, replay, rows] of [
    ['epic', replayEpic, await stored(sql, 'epic', organizationId)],
    ['idea', replayIdea, await stored(sql, 'idea', organizationId)],
  ] as const) {
    for (const row of rows) {
      const replayed = replay(logOf(type, row.id));
      compare(`${row.key}: row`, replayed, like(row, replayed));
    }
  }
  return differences;
}

/** A block that a history brought names no blocker; the row's was found by its words. */
function foundByWords(block: { readonly blocker_id: unknown } | undefined): boolean {
  return block?.blocker_id === null;
}

async function stored(sql: Sql, type: 'epic' | 'idea', organizationId: string): Promise<Stored[]> {
  const rows = await (type === 'epic'
    ? sql.$queryRaw<{ row: Stored }[]>`SELECT to_jsonb(e) AS row FROM epic e WHERE e.organization_id = ${organizationId}::uuid`
    : sql.$queryRaw<{ row: Stored }[]>`SELECT to_jsonb(p) AS row FROM parked_idea p WHERE p.organization_id = ${organizationId}::uuid`);
  return rows.map(({ row }) => withInstants(row));
}

interface StoredItem {
  readonly row: Stored;
  readonly stays: readonly Row[];
  readonly blocks: readonly Row[];
  readonly tags: readonly string[];
  readonly needs: readonly string[];
  readonly aliases: readonly string[];
}

async function items(sql: Sql, organizationId: string): Promise<StoredItem[]> {
  const rows = await sql.$queryRaw<StoredItem[]>`
    SELECT to_jsonb(i) AS row,
      coalesce((SELECT jsonb_agg(jsonb_build_object('phase', v.phase, 'stream_id', v.stream_id, 'stage_id', v.stage_id, 'team_id', v.team_id,
        'entered_at', v.entered_at, 'left_at', v.left_at) ORDER BY v.entered_at, v.id) FROM stage_visit v
        WHERE v.organization_id = i.organization_id AND v.item_id = i.id), '[]') AS stays,
      coalesce((SELECT jsonb_agg(jsonb_build_object('reason', b.reason, 'blocker_id', b.blocker_id, 'from_at', b.from_at, 'to_at', b.to_at)
        ORDER BY b.from_at, b.id) FROM blocked_interval b WHERE b.organization_id = i.organization_id AND b.item_id = i.id), '[]') AS blocks,
      coalesce((SELECT jsonb_agg(t.tag_id ORDER BY t.tag_id) FROM item_tag t
        WHERE t.organization_id = i.organization_id AND t.item_id = i.id), '[]') AS tags,
      coalesce((SELECT jsonb_agg(d.needs_id ORDER BY d.needs_id) FROM dependency d
        WHERE d.organization_id = i.organization_id AND d.item_id = i.id), '[]') AS needs,
      coalesce((SELECT jsonb_agg(a.key ORDER BY a.key COLLATE "C") FROM item_alias a
        WHERE a.organization_id = i.organization_id AND a.item_id = i.id), '[]') AS aliases
    FROM item i WHERE i.organization_id = ${organizationId}::uuid`;
  return rows.map((one) => ({
    ...one,
    row: withInstants(one.row),
    stays: one.stays.map(withInstants),
    blocks: one.blocks.map(withInstants),
  }));
}

/** Columns of instants as the replay writes them. */
function withInstants<One extends Row>(row: One): One {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    name.endsWith('_at') && typeof value === 'string' ? instant(value) : value,
  ]);
  return Object.fromEntries(entries) as One;
}

function instant(text: string): string {
  return new Date(text).toISOString();
}

/** The columns that the replay tells of. */
function like(row: Row, replayed: Row): Row {
  return Object.fromEntries(Object.keys(replayed).map((name) => [name, row[name] ?? null]));
}

// jsonb orders the names of an object in its own way.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
