import { Refusal } from '../../../model/rights/refusal.ts';
import { cleanLine, NAME_LIMIT } from '../../../model/text/text.ts';
import type { Changelog, Issue, SkippedLine, Status, StatusChange } from './changelog.ts';
import { type CsvRow, readCsv } from './csv-rows.ts';
import { parseInstant } from './instant.ts';
import type { TextFile } from './read-file.ts';

const NEEDED = ['issue_key', 'issue_created_date', 'status_from_name', 'status_to_name', 'status_change_date'];
const ISSUE_KEY = /^([A-Z][A-Z0-9_]{0,30})-([1-9][0-9]{0,8})$/;

interface Draft {
  readonly key: string;
  readonly project: string;
  type: string;
  summary: string | null;
  readonly created: Date;
  readonly changes: StatusChange[];
}

interface Reading {
  readonly issues: Map<string, Draft>;
  readonly changelogIds: Map<string, number>;
  readonly categories: Map<string, string>;
}

interface Taking extends Reading {
  readonly damaged: boolean;
  readonly project: string | undefined;
}

type Cell = (name: string) => string;

/**
 * Reads a Jira changelog export: one row per change of status, one without a change for an issue that never moved. A row
 * that can't be used is named with its line and reason; the others stand.
 *
 * Read all the same, and told as oddities: a change before its issue was created (the issue then begins with that
 * change), and a change that does not begin where the one before ended (what it became counts).
 *
 * @param project pass over the issues of other projects
 * @throws Refusal invalid_input when it is not this format at all
 */
export function readChangelog(file: TextFile, now: Date, project?: string): Changelog {
  const table = readCsv(file.text);
  const columns = new Map(table.header.map((name, index) => [name.toLowerCase(), index]));
  const missing = NEEDED.filter((name) => !columns.has(name));
  if (missing.length > 0) {
    throw new Refusal(
      'invalid_input',
      `${file.name} is no Jira changelog export: it has no column ${missing.join(', ')}.`,
      'Its first line names the columns; see “Import” in the README.',
    );
  }

  const reading: Reading = { issues: new Map(), changelogIds: new Map(), categories: new Map() };
  const skipped: SkippedLine[] = [];
  let rows = 0;
  for (const row of table.rows) {
    rows += 1;
    try {
      take(row, columns, { ...reading, damaged: file.damaged, project }, now);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      skipped.push({ line: row.line, reason: error.message });
    }
  }
  return settle(reading, rows, skipped);
}

function refuse(reason: string): never {
  throw new Refusal('invalid_input', reason);
}

function take(row: CsvRow, columns: ReadonlyMap<string, number>, reading: Taking, now: Date): void {
  if ('problem' in row) refuse(row.problem);
  if (row.cells.some((cell) => cell.includes('\0'))) refuse('it holds a character (NUL) that can’t be stored');
  if (reading.damaged && row.cells.some((cell) => cell.includes('\ufffd')))
    refuse('it holds characters that are not UTF-8; save the file as “CSV UTF-8”');
  const cell: Cell = (name) => row.cells[columns.get(name) ?? -1]?.trim() ?? '';

  if (reading.project && ISSUE_KEY.exec(cell('issue_key').toUpperCase())?.[1] !== reading.project) return;
  // Everything is judged before anything is kept: a broken row leaves nothing behind.
  const change = changeOf(row.line, cell, now);
  const id = cell('changelog_id');
  const before = change && id ? reading.changelogIds.get(id) : undefined;
  if (before !== undefined) refuse(`change ${id.slice(0, 40)} was already read on line ${before}`);
  const draft = issueOf(cell, reading, now);
  reading.issues.set(draft.key, draft);
  if (!change) return;
  if (id) reading.changelogIds.set(id, row.line);
  draft.changes.push(change);
  for (const [status, category] of [
    [change.from, cell('status_from_category_name')],
    [change.to, cell('status_to_category_name')],
  ] as const) {
    if (status && !reading.categories.get(status)) reading.categories.set(status, category);
  }
}

function issueOf(cell: Cell, reading: Reading, now: Date): Draft {
  const key = cell('issue_key').toUpperCase();
  if (!key) refuse('it names no issue (issue_key is empty)');
  const project = ISSUE_KEY.exec(key)?.[1];
  if (!project) refuse(`“${key.slice(0, 40)}” is no issue key such as PRJ-12`);
  const created = parseInstant(cell('issue_created_date'), now);
  if (typeof created === 'string') refuse(`issue_created_date: ${created}`);
  const type = name(cell('issue_type_name'), 'The issue type') || 'Issue';
  const summary = cell('summary') || cell('issue_summary') || null;
  const known = reading.issues.get(key);
  if (known) {
    known.summary ??= summary;
    return known;
  }
  return { key, project, type, summary, created, changes: [] };
}

function changeOf(line: number, cell: Cell, now: Date): StatusChange | null {
  const [from, to, when] = [cell('status_from_name'), cell('status_to_name'), cell('status_change_date')];
  if (!from && !to && !when) return null;
  if (!to) refuse('its change of status does not say to which (status_to_name is empty)');
  const at = parseInstant(when, now);
  if (typeof at === 'string') refuse(`status_change_date: ${at}`);
  return { line, from: name(from, 'The status'), to: name(to, 'The status'), at };
}

function name(text: string, what: string): string {
  return cleanLine(text, NAME_LIMIT, what);
}

function settle(reading: Reading, rows: number, skipped: readonly SkippedLine[]): Changelog {
  const oddities: string[] = [];
  const issues = [...reading.issues.values()].map(({ created, ...draft }): Issue => {
    // The export's own order breaks ties: the sort is stable.
    const changes = [...draft.changes].sort((a, b) => a.at.getTime() - b.at.getTime());
    const first = changes[0];
    const early = first !== undefined && first.at < created;
    if (early) oddities.push(`${draft.key} changed (line ${first.line}) before it was created; it begins with that change.`);
    changes.slice(1).forEach((change, index) => {
      const before = changes[index]?.to ?? '';
      if (change.from.toLowerCase() !== before.toLowerCase()) {
        oddities.push(`${draft.key}: line ${change.line} goes on from “${change.from}”, but the issue stood in “${before}”.`);
      }
    });
    return { ...draft, createdAt: early ? first.at : created, changes };
  });
  issues.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || compareKeys(a.key, b.key));
  const types = [...new Set(issues.map((issue) => issue.type))];
  return { rows, issues, statuses: statusesOf(issues, reading.categories), types, skipped, oddities };
}

function compareKeys(a: string, b: string): number {
  return Number(a.split('-')[1]) - Number(b.split('-')[1]);
}

/** Statuses in the order in which an issue first entered them. */
function statusesOf(issues: readonly Issue[], categories: ReadonlyMap<string, string>): Status[] {
  const firstAt = new Map<string, number>();
  const see = (status: string, at: Date) => {
    if (status) firstAt.set(status, Math.min(firstAt.get(status) ?? Number.POSITIVE_INFINITY, at.getTime()));
  };
  for (const { createdAt, changes } of issues) {
    if (changes[0]) see(changes[0].from, createdAt);
    for (const change of changes) see(change.to, change.at);
  }
  const names = [...firstAt].sort((a, b) => a[1] - b[1]).map(([status]) => status);
  // A status that only stands as "from" of a change in the middle was never entered by what we know.
  for (const status of categories.keys()) if (!firstAt.has(status)) names.push(status);
  return names.map((status) => ({ name: status, category: categories.get(status) ?? '' }));
}
