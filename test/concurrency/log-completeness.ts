import pg from 'pg';
import type { Database } from '../../src/database/connection/database.ts';
import type { ItemKind, ItemState, Stage } from '../../src/model/item/item.ts';
import { applyItemEvent, type ItemEvent, type ItemSnapshot } from '../../src/model/item/item-event.ts';
import { compareWithOutsider } from '../support/replay/compare.ts';

/** A witness apart from our code: a trigger writes down every change of an item with its transaction, from now on. */
export async function watchItems(url: string): Promise<void> {
  await query(
    url,
    `CREATE TABLE witness_start AS SELECT id, revision FROM item;
     CREATE TABLE witness (id uuid, revision int, transaction xid8);
     CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN INSERT INTO witness VALUES (NEW.id, NEW.revision, pg_current_xact_id()); RETURN NEW; END $$;
     CREATE TRIGGER witness AFTER INSERT OR UPDATE ON item FOR EACH ROW EXECUTE FUNCTION witness();`,
  );
}

/** Changes without exactly one event of the same transaction, and events without a change; and how many matched. */
export async function compareWithWitness(url: string): Promise<{ readonly matched: number; readonly differences: readonly unknown[] }> {
  // xmin is the transaction that wrote the event's row; nothing updates events.
  const rows = await query<{ matched: boolean }>(
    url,
    `SELECT coalesce(w.id, e.subject_id) AS id, w.revision, e.subject_version, e.kind, coalesce(w.transaction::xid = e.xmin, false) AS matched
     FROM witness w FULL JOIN (
       SELECT event.*, event.xmin FROM event LEFT JOIN witness_start s ON s.id = subject_id
       WHERE subject_type = 'item' AND subject_version > coalesce(s.revision, 0)) e
     ON e.subject_id = w.id AND e.subject_version = w.revision`,
  );
  return { matched: rows.filter((row) => row.matched).length, differences: rows.filter((row) => !row.matched) };
}

interface Visit {
  readonly phase: string;
  readonly stage: string;
  readonly kind: string;
  readonly stageId: string | null;
  readonly teamId: string | null;
  readonly enteredAt: Date;
  readonly leftAt: Date | null;
}

/** Replays the log from empty: rows of items, visits, blocks, tags, dependencies, old keys and blockers that the tables hold otherwise. */
export async function compareWithReplay(
  database: Database,
  organizationId: string,
  stages: readonly Stage[],
): Promise<{ readonly items: number; readonly differences: readonly unknown[] }> {
  const where = { organizationId };
  const [blocks, tags, needs, aliases] = await Promise.all([
    database.client.blockedInterval.findMany({ where, orderBy: [{ itemId: 'asc' }, { from: 'asc' }, { id: 'asc' }] }),
    database.client.itemTag.findMany({ where }),
    database.client.dependency.findMany({ where }),
    database.client.itemAlias.findMany({ where }),
  ]);
  const beside = {
    blocks: groupBy(blocks, (block) => block.itemId),
    tags: groupBy(tags, (tag) => tag.itemId),
    needs: groupBy(needs, (need) => need.itemId),
    aliases: groupBy(aliases, (alias) => alias.itemId),
  };
  const [events, items, visits] = await Promise.all([
    database.client.event.findMany({
      where: { organizationId, subjectType: 'item' },
      orderBy: [{ subjectId: 'asc' }, { subjectVersion: 'asc' }],
    }),
    database.client.item.findMany({ where: { organizationId } }),
    database.client.stageVisit.findMany({ where: { organizationId }, orderBy: [{ itemId: 'asc' }, { id: 'asc' }] }),
  ]);
  const told = groupBy(events, (event) => event.subjectId);
  const stored = groupBy(visits, (visit) => visit.itemId);
  const differences: unknown[] = [];
  const compare = (what: string, expected: unknown, actual: unknown) => {
    if (JSON.stringify(expected) !== JSON.stringify(actual)) differences.push({ what, expected, actual });
  };
  for (const row of items) {
    const log = (told.get(row.id) ?? []).map(({ kind, data, at, subjectVersion }) => ({
      event: { kind, data } as ItemEvent,
      at,
      subjectVersion,
    }));
    compare(
      `${row.key}: versions of its events`,
      log.map((_, index) => index + 1),
      log.map((one) => one.subjectVersion),
    );
    const replayed = replay(log, stages);
    // The table's kind and state are text to the client; its checks allow no others.
    const actual: ItemSnapshot = {
      ...row,
      kind: row.kind as ItemKind,
      state: row.state as ItemState,
      score: row.score as ItemSnapshot['score'],
      externalDate: row.externalDate?.toISOString().slice(0, 10) ?? null,
    };
    compare(`${row.key}: item`, replayed.item, pick(actual, replayed.item));
    compare(`${row.key}: revision and version`, [log.length, replayed.version], [row.revision, row.version]);
    compare(
      `${row.key}: blocks`,
      replayed.blocks,
      (beside.blocks.get(row.id) ?? []).map(({ reason, blockerId, from, to }): Block => ({ reason, blockerId, from, to })),
    );
    compare(`${row.key}: tags`, replayed.tagIds, (beside.tags.get(row.id) ?? []).map((tag) => tag.tagId).sort());
    compare(`${row.key}: waits for`, replayed.needs, (beside.needs.get(row.id) ?? []).map((need) => need.needsId).sort());
    compare(`${row.key}: old keys`, replayed.aliases, (beside.aliases.get(row.id) ?? []).map((alias) => alias.key).sort());
    compare(
      `${row.key}: visits`,
      replayed.visits,
      (stored.get(row.id) ?? []).map((visit) => pick(visit, EMPTY_VISIT)),
    );
  }
  const blockers = await database.client.blocker.findMany({ where: { organizationId } });
  const held = new Set(blocks.filter((block) => block.to === null).map((block) => block.blockerId));
  // A blocker is over exactly when somebody resolved it; what is over holds nothing.
  for (const blocker of blockers)
    if (blocker.resolvedAt !== null && held.has(blocker.id)) differences.push({ what: `${blocker.reason}: resolved, and holds something` });
  // And what somebody makes of the log who knows its description alone.
  differences.push(...(await compareWithOutsider(database.sql, organizationId)));
  for (const id of told.keys()) if (!items.some((row) => row.id === id)) differences.push({ what: `${id}: events without an item` });
  return { items: items.length, differences };
}

const EMPTY_VISIT: Visit = { phase: '', stage: '', kind: '', stageId: null, teamId: null, enteredAt: new Date(0), leftAt: null };

interface Block {
  readonly reason: string;
  readonly blockerId: string | null;
  readonly from: Date;
  readonly to: Date | null;
}

// The rules of what stands beside an item, written a second time on purpose: a state, stage, team or stream that changes ends a
// visit and begins another; a block ends with the flag.
function replay(log: readonly { readonly event: ItemEvent; readonly at: Date }[], stages: readonly Stage[]) {
  let item: ItemSnapshot | null = null;
  let version = 0;
  const visits: Visit[] = [];
  const blocks: Block[] = [];
  let tagIds: readonly string[] = [];
  const needs = new Set<string>();
  const aliases: string[] = [];
  // What an undoing goes back to.
  const stood: { readonly visits: Visit[]; readonly blocks: Block[] }[] = [];
  for (const { event, at } of log) {
    const before: ItemSnapshot | null = item;
    const after = applyItemEvent(before, event, at);
    item = after;
    const moved =
      before === null ||
      before.state !== after.state ||
      before.stageId !== after.stageId ||
      before.teamId !== after.teamId ||
      before.streamId !== after.streamId;
    if (event.kind === 'undone') {
      const then = stood.pop();
      if (!then) throw new Error('Nothing to undo.');
      visits.splice(0, visits.length, ...then.visits);
      blocks.splice(0, blocks.length, ...then.blocks);
      if (moved || before?.blocked !== after.blocked) version += 1;
      continue;
    }
    stood.push({ visits: [...visits], blocks: [...blocks] });
    if (event.kind === 'tagged') tagIds = event.data.tagIds;
    if (event.kind === 'needs') needs.add(event.data.itemId);
    if (event.kind === 'needless') needs.delete(event.data.itemId);
    if (event.kind === 'transferred' && before) aliases.push(before.key);
    const block = blocks.at(-1);
    if (before?.blocked && !after.blocked && block?.to === null)
      blocks[blocks.length - 1] = { ...block, to: new Date(Math.max(at.getTime(), block.from.getTime())) };
    if (event.kind === 'blocked') blocks.push({ reason: event.data.reason, blockerId: event.data.blockerId ?? null, from: at, to: null });
    if (moved || before.blocked !== after.blocked) version += 1;
    if (!moved) continue;
    const last = visits.at(-1);
    if (last && last.leftAt === null)
      visits[visits.length - 1] = { ...last, leftAt: new Date(Math.max(at.getTime(), last.enteredAt.getTime())) };
    if (after.state === 'done' || after.state === 'parked') continue;
    const stage = stages.find((one) => one.id === after.stageId);
    visits.push({
      phase: after.state,
      stage: stage?.name ?? after.state,
      kind: stage?.kind ?? 'waiting',
      stageId: after.stageId,
      teamId: after.teamId,
      enteredAt: at,
      leftAt: null,
    });
  }
  if (item === null) throw new Error('An item without events.');
  return { item, version, visits, blocks, tagIds: [...tagIds].sort(), needs: [...needs].sort(), aliases: aliases.sort() };
}

/** The fields of `like`, in its order. */
function pick<Like extends object>(row: Like, like: Like): Like {
  return Object.fromEntries(Object.keys(like).map((name) => [name, row[name as keyof Like]])) as Like;
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
