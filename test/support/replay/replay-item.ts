import { had, type Logged, type Row, taken } from './logged.ts';

interface Stay {
  readonly phase: unknown;
  readonly stream_id: unknown;
  readonly stage_id: unknown;
  readonly team_id: unknown;
  readonly entered_at: string;
  readonly left_at: string | null;
}

interface Block {
  readonly reason: unknown;
  readonly blocker_id: unknown;
  readonly from_at: string;
  readonly to_at: string | null;
}

/** All that the log tells of an item. */
export interface ReplayedItem {
  readonly row: Row;
  readonly stays: readonly Stay[];
  readonly blocks: readonly Block[];
  readonly tags: readonly string[];
  readonly needs: readonly string[];
  readonly aliases: readonly string[];
}

const GIVEN = [
  ...['stream_id', 'key', 'title', 'kind', 'rank', 'purpose', 'criteria', 'epic_id', 'parent_id'],
  ...['source_link', 'external_source', 'external_key'],
];
const TEXTS = ['title', 'kind', 'purpose', 'criteria', 'small_enough', 'checks'];
const STOOD = [
  ...['state', 'stage_id', 'team_id', 'pulled_by', 'rank', 'blocked', 'ready_at', 'started_at', 'finished_at', 'returns', 'reopened'],
  'expedite',
];
const NOTHING: Row = {
  ...{ stage_id: null, team_id: null, pulled_by: null, blocked: false, ready_at: null, started_at: null, finished_at: null },
  ...{ returns: 0, reopened: 0, checks: [], expedite: false, score: null, external_date: null, external_reason: null },
  ...{ split_at: null, merged_into: null, learning: null, version: 1 },
};
const PLACE = ['state', 'stage_id', 'team_id', 'stream_id'];

/**
 * An item's rows from its events, written from docs/data-model.md alone: it shares nothing with the product.
 *
 * @param log by version
 */
export function replayItem(log: readonly Logged[]): ReplayedItem {
  let row: Row = {};
  let stays: Stay[] = [];
  let blocks: Block[] = [];
  let tags: string[] = [];
  const needs = new Set<string>();
  const aliases: string[] = [];
  // Before each version, from 1.
  const earlier: { readonly stays: Stay[]; readonly blocks: Block[] }[] = [];
  for (const event of log) {
    const { kind, data, at } = event;
    const before = row;
    earlier.push({ stays: [...stays], blocks: [...blocks] });
    row = { ...before, ...changes(before, event) };
    if (kind !== 'added' && row.state !== 'ready' && row.state !== 'delivery') row.expedite = false;
    const moved = PLACE.some((column) => row[column] !== before[column]);
    if (kind !== 'added' && (moved || row.blocked !== before.blocked)) row.version = Number(before.version) + 1;
    row = { ...row, changed_at: at, revision: event.version };
    if (kind === 'tagged') tags = [...(data.tagIds as string[])];
    if (kind === 'needs') needs.add(String(data.itemId));
    if (kind === 'needless') needs.delete(String(data.itemId));
    if (kind === 'transferred') aliases.push(String(before.key));
    if (kind === 'undone') {
      ({ stays, blocks } = earlier[Number(data.of) - 1] ?? { stays, blocks });
      continue;
    }
    if (!row.blocked) blocks = blocks.map((one) => ({ ...one, to_at: one.to_at ?? at }));
    if (kind === 'blocked') blocks = [...blocks, { reason: data.reason, blocker_id: data.blockerId ?? null, from_at: at, to_at: null }];
    if (!moved) continue;
    stays = stays.map((one) => ({ ...one, left_at: one.left_at ?? at }));
    if (row.state !== 'done' && row.state !== 'parked') stays = [...stays, stayOf(row, at)];
  }
  return { row, stays, blocks, tags: tags.sort(), needs: [...needs].sort(), aliases: aliases.sort() };
}

function stayOf({ state, stream_id, stage_id, team_id }: Row, at: string): Stay {
  const running = state === 'delivery';
  return {
    phase: state,
    stream_id,
    stage_id: running ? stage_id : null,
    team_id: running ? team_id : null,
    entered_at: at,
    left_at: null,
  };
}

function changes(row: Row, { kind, data, at, actor }: Logged): Row {
  const out = { stage_id: null, rank: null, blocked: false };
  switch (kind) {
    case 'added':
      return {
        ...NOTHING,
        ...taken(data, GIVEN),
        small_enough: data.smallEnough ?? false,
        unplanned: data.unplanned ?? false,
        state: 'refining',
        created_at: at,
        created_by: actor,
      };
    case 'edited':
      return had(data, TEXTS);
    case 'linked':
      return taken(data, ['epic_id']);
    case 'scored':
      return taken(data, ['score']);
    case 'dated':
      return { external_date: data.on ?? null, external_reason: data.why ?? null };
    case 'tagged':
    case 'needs':
    case 'needless':
      return {};
    case 'learned':
      return { learning: data.text };
    case 'corrected':
      return had(data, ['started_at', 'finished_at']);
    case 'expedited':
      return { expedite: data.on };
    case 'readied':
      return { state: 'ready', ready_at: at };
    case 'unreadied':
      return { state: 'refining', ready_at: null };
    case 'ranked':
      return taken(data, ['rank']);
    case 'pulled':
      return {
        ...taken(data, ['stage_id', 'team_id']),
        state: 'delivery',
        rank: null,
        started_at: row.started_at ?? data.startedAt ?? at,
        pulled_by: data.memberId ?? actor,
      };
    case 'moved':
      return taken(data, ['stage_id']);
    case 'finished':
      return { ...out, state: 'done', finished_at: at };
    case 'reopened':
      return {
        ...{ ...taken(data, ['stage_id']), state: 'delivery', rank: null, started_at: row.started_at ?? at },
        ...{ finished_at: null, reopened: Number(row.reopened) + 1 },
      };
    case 'returned':
      return {
        ...{ state: data.to, rank: data.rank, stage_id: null, team_id: null, pulled_by: null, finished_at: null },
        ...{ returns: Number(row.returns) + 1, ready_at: data.to === 'ready' ? at : null },
      };
    case 'blocked':
      return { blocked: true };
    case 'unblocked':
      return { blocked: false };
    case 'split':
      return { split_at: row.split_at ?? at, expedite: false };
    case 'merged':
      return { ...out, state: 'parked', merged_into: data.into };
    case 'transferred':
      return { ...taken(data, ['stream_id', 'key', 'rank']), state: 'refining', ready_at: null };
    case 'parked':
      return { ...out, state: 'parked' };
    case 'revived':
      return { state: 'refining', rank: data.rank, stage_id: null, team_id: null, pulled_by: null, ready_at: null };
    case 'undone':
      return startKnown(had(data.before as Logged['data'], STOOD), row);
    default:
      throw new Error(`docs/data-model.md does not tell of “${kind}”.`);
  }
}

/** Before a start could be unknown, a finish was taken for one: such a start stands only where the item has it still. */
function startKnown(before: Row, { started_at: known }: Row): Row {
  const made = before.started_at !== null && before.started_at === before.finished_at && before.started_at !== known;
  return made ? { ...before, started_at: null } : before;
}
