import { readFileSync } from 'node:fs';
import { had, type Logged, type Row, taken } from './logged.ts';

const OUTCOME = ['outcome', 'affects', 'measure', 'ask_again_on'];
const PLACED = [
  ...['theme_id', 'key_result_id', 'horizon', 'case_line', 'evidence_waiver', 'external_date', 'external_reason', 'review_lag'],
];
const NOTHING: Row = {
  ...{ theme_id: null, key_result_id: null, horizon: null, case_line: null, evidence_waiver: null, external_date: null },
  ...{ external_reason: null, review_lag: 30, score: null, scored_at: null, scored_by: null, hold_reason: null, hold_until: null },
  ...{ learned: null, before: false, started_at: null, finished_at: null, version: 1 },
};
/** What is known of an epic besides its outcome: the columns that the text lists for `proposed`, from `for_whom` on. */
const TEXT = readFileSync(new URL('../../../docs/data-model.md', import.meta.url), 'utf8');
const DETAILS = [...(/^\| `proposed` \|.*?(`for_whom`.*?)\. `state`/m.exec(TEXT)?.[1] ?? '').matchAll(/`(\w+)`/g)].flatMap(
  ([, column]) => column ?? [],
);
const DECIDING = ['state', 'owner_id', 'stream_id'];

/** An epic's row from its events, written from docs/data-model.md alone. */
export function replayEpic(log: readonly Logged[]): Row {
  let row: Row = {};
  for (const event of log) {
    const before = row;
    row = { ...before, ...changes(before, event), revision: event.version };
    if (event.kind !== 'proposed' && DECIDING.some((column) => row[column] !== before[column])) row.version = Number(before.version) + 1;
  }
  return row;
}

function changes(row: Row, { kind, data, at, actor }: Logged): Row {
  switch (kind) {
    case 'proposed':
      return {
        ...NOTHING,
        ...taken(data, ['key', 'title', 'source_link', ...OUTCOME, ...DETAILS]),
        state: 'funnel',
        created_at: at,
        created_by: actor,
      };
    case 'outcome stated':
      return taken(data, OUTCOME);
    case 'edited':
      return had(data, ['title', ...DETAILS, ...PLACED]);
    case 'scored':
      return { score: data.score, scored_at: at, scored_by: actor };
    case 'moved':
    case 'revived':
      return {
        state: data.to,
        finished_at: data.to === 'delivered' ? at : null,
        ...(data.to === 'investing' ? { started_at: row.started_at ?? at } : {}),
        ...(data.to === 'investing' || data.to === 'delivered' ? { hold_reason: null, hold_until: null } : {}),
      };
    case 'held':
      return { state: 'ready', hold_reason: data.reason, hold_until: data.until, finished_at: null };
    case 'stopped':
      return { state: 'stopped', learned: data.learned, finished_at: null };
    case 'ran before':
      return { before: true };
    case 'reviewed':
      return {};
    case 'parked':
      return { state: 'parked', finished_at: null };
    default:
      throw new Error(`docs/data-model.md does not tell of “${kind}”.`);
  }
}
