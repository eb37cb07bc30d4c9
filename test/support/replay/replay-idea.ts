import { type Logged, type Row, taken } from './logged.ts';

/** A parked idea's row from its events, written from docs/data-model.md alone. */
export function replayIdea(log: readonly Logged[]): Row {
  let row: Row = {};
  for (const { kind, data, at, actor, version } of log) {
    if (kind === 'parked') {
      const reopen = data.reopen as Logged['data'];
      row = {
        ...taken(data, ['key', 'title', 'reason_code', 'reason', 'item_id', 'epic_id', 'source_link']),
        ...{ reopen_kind: reopen.kind, reopen_on: reopen.on ?? null, reopen_when: reopen.when ?? null },
        ...{ decided_by: actor, created_at: at, state: 'parked' },
      };
    } else if (kind === 'revived') row = { ...row, state: 'revived' };
    else throw new Error(`docs/data-model.md does not tell of “${kind}”.`);
    row = { ...row, version, revision: version };
  }
  return row;
}
