import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readServiceLevel } from '../../../../src/database/items/service-level.ts';
import { inDays } from '../../../../src/features/kit/words/flow-words.ts';
import { importChangelog } from '../../../../src/features/organization/import/import-changelog.ts';
import { mappingOf } from '../../../../src/features/organization/import/mapping.ts';
import { readChangelog } from '../../../../src/features/organization/import/read-changelog.ts';
import { readTextFile } from '../../../../src/features/organization/import/read-file.ts';
import { summarize } from '../../../../src/features/organization/import/summary.ts';
import { usual } from '../../../../src/features/pull/next/next-view.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { sharedFile } from '../../../support/shared.ts';

const NOW = new Date('2026-12-01T12:00:00Z');
const CASE = sharedFile('cases/W31-never-started.csv');
const HEADER =
  'issue_key,issue_type_name,summary,issue_created_date,changelog_id,status_from_name,status_to_name,status_to_category_name,status_change_date';

/** So many issues closed straight from To Do, and so many that took 20 days. */
function closedUnseen(unseen: number, worked: number): string {
  const row = (issue: number, change: number, from: string, to: string, category: string, at: string) =>
    `ORC-${issue},Story,Issue ${issue},2026-09-01T08:00:00Z,${change},${from},${to},${category},${at}`;
  const closed = Array.from({ length: unseen }, (_, n) => row(n + 1, n + 1, 'To Do', 'Done', 'Done', `2026-11-${10 + (n % 15)}T08:00:00Z`));
  const slow = Array.from({ length: worked }, (_, n) => [
    row(unseen + n + 1, 1_000 + 2 * n, 'To Do', 'In Progress', 'In Progress', '2026-11-01T08:00:00Z'),
    row(unseen + n + 1, 1_001 + 2 * n, 'In Progress', 'Done', 'Done', '2026-11-20T09:00:00Z'),
  ]).flat();
  return [HEADER, ...closed, ...slow].join('\n');
}

describeDatabases('what was finished without a start', (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  }, 60_000);
  afterAll(() => opened.close());

  async function bring(text: string, stream: string) {
    const changelog = readChangelog({ name: 'x.csv', text, damaged: false }, NOW);
    const mapping = mappingOf(changelog, null);
    const imported = await importChangelog(opened.database, changelog, mapping, { zone: 'Europe/Berlin', stream }, NOW);
    const tenant = { organizationId: imported.organization.id, sql: opened.database.sql };
    const level = await readServiceLevel(tenant, imported.stream.id, 'Europe/Berlin', NOW);
    return { level, summary: summarize('x.csv', changelog, mapping, imported), streamId: imported.stream.id };
  }

  it('counts as finished, and in no flow time (as 40 closed in a clean-up do)', async () => {
    const { level, summary, streamId } = await bring(closedUnseen(40, 6), 'ORC');
    expect(level).toEqual({ p50: 20, p85: 20, sample: 6, withoutStart: 40, backwards: [] });
    expect(usual(level)).toBe(
      '85 % of recent items finished within 20 days (from only 6 items, so provisional). 40 of 46 finished without a start.',
    );
    expect(summary).toMatch(/Finished +46/);
    expect(summary).toContain('40 of 46 finished without a start');
    const rows = await opened.database.client.item.findMany({ where: { streamId, startedAt: null } });
    expect(rows).toHaveLength(40);
    expect(rows.every((row) => row.state === 'done' && row.finishedAt !== null)).toBe(true);
  });

  it.skipIf(!CASE.there)(`is the same for the file of the case (skipped where ${CASE.path} is not there)`, async () => {
    const { level } = await bring((await readTextFile(CASE.path)).text.replaceAll('ORC-', 'CASE-'), 'CASE');
    expect(level).toMatchObject({ p85: 20, withoutStart: 40 });
  });

  it('leaves no usual time where nothing else was finished', async () => {
    const { level } = await bring(closedUnseen(2, 0).replaceAll('ORC-', 'ALL-'), 'ALL');
    expect(usual(level)).toBe('There is no usual time yet. 2 of 2 finished without a start.');
  });
});

describe('the days of a finished item', () => {
  const finishedAt = new Date('2026-11-20T09:00:00Z');
  it('are told, or why they are not', () => {
    expect(inDays({ startedAt: new Date('2026-11-17T09:00:00Z'), finishedAt }, 'UTC')).toBe('in 4 days');
    expect(inDays({ startedAt: null, finishedAt }, 'UTC')).toBe('without a recorded start');
    expect(inDays({ startedAt: new Date('2026-11-21T09:00:00Z'), finishedAt }, 'UTC')).toContain('cannot be computed');
    expect(usual({ p50: 4, p85: 9, sample: 12, withoutStart: 0, backwards: ['PAY-3'] })).toBe(
      '85 % of recent items finished within 9 days. Finished before they started, so not counted: PAY-3.',
    );
  });
});
