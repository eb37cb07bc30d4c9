import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../../src/features/organization/import/instant.ts';
import { readChangelog } from '../../../../src/features/organization/import/read-changelog.ts';
import { Refusal } from '../../../../src/model/rights/refusal.ts';
import { changelogCsv } from '../../../fixtures/jira/changelog-csv.ts';

const NOW = new Date('2026-02-01T12:00:00Z');
const read = (text: string, project?: string) => readChangelog({ name: 'x.csv', text, damaged: text.includes('\ufffd') }, NOW, project);

describe('readChangelog', () => {
  it('reads an export with byte order mark, CRLF, quotes and line breaks in cells', async () => {
    const text = (await readFile(new URL('../../../fixtures/jira/changelog.csv', import.meta.url), 'utf8')).replace(/^\ufeff/, '');
    const changelog = read(text);
    expect(changelog).toMatchObject({ rows: 21, skipped: [], oddities: [], types: ['Story', 'Bug', 'Task', 'Epic'] });
    expect(changelog.issues).toHaveLength(9);
    expect(changelog.statuses.map((one) => one.name)).toEqual(['Open', 'Doing', 'Selected', 'Shipped', 'Code Review', "Won't Do"]);
    expect(changelog.issues[1]).toMatchObject({
      key: 'SHOP-2',
      project: 'SHOP',
      summary: 'Basket loses "one, two" items',
      createdAt: new Date('2026-01-05T10:00:00.123Z'),
    });
    expect(changelog.issues[1]?.changes.map((one) => [one.line, one.to, one.at.toISOString()])).toEqual([
      [6, 'Doing', '2026-01-05T11:00:30.500Z'],
      [7, 'Shipped', '2026-01-06T16:00:30.500Z'],
      [8, 'Doing', '2026-01-07T08:00:30.500Z'],
      [9, 'Shipped', '2026-01-08T17:45:30.500Z'],
    ]);
  });

  const GOOD = { issue_key: 'PRJ-1', changelog_id: '1', status_from_name: 'To Do', status_to_name: 'Doing' };
  it.each([
    ['no key', { issue_key: '' }, 'issue_key is empty'],
    ['no such key', { issue_key: 'PRJ1' }, 'no issue key'],
    ['a key with zero', { issue_key: 'PRJ-0' }, 'no issue key'],
    ['a date that does not exist', { status_change_date: '2026-02-30T10:00:00+00:00' }, 'does not exist'],
    ['a creation that does not exist', { issue_created_date: '2025-02-29T10:00:00Z' }, 'issue_created_date: the date'],
    ['no date', { status_change_date: 'yesterday' }, 'no date with a time'],
    ['an empty date', { status_change_date: '' }, 'no date with a time'],
    ['a date long ago', { status_change_date: '1970-01-01T00:00:00Z' }, 'before 1990'],
    ['a date to come', { status_change_date: '2026-02-03T00:00:00Z' }, 'in the future'],
    ['no target', { status_to_name: '' }, 'status_to_name is empty'],
    ['a long status', { status_to_name: 'x'.repeat(81) }, 'up to 80 characters'],
    ['a NUL', { summary: 'a\0b' }, 'NUL'],
    ['broken characters', { summary: 'Gr\ufffd\ufffde' }, 'UTF-8'],
    ['a change that was read before', { changelog_id: '9' }, 'already read on line 2'],
  ])('names the line of a row with %s and keeps the rest', (_, broken, reason) => {
    const rows = [
      { ...GOOD, issue_key: 'PRJ-8', changelog_id: '9' },
      { ...GOOD, ...broken },
      { ...GOOD, issue_key: 'PRJ-9', changelog_id: '10' },
    ];
    const changelog = read(changelogCsv(rows));
    expect(changelog.skipped).toEqual([{ line: 3, reason: expect.stringContaining(reason) }]);
    expect(changelog.issues.map((one) => [one.key, one.changes.length])).toEqual([
      ['PRJ-8', 1],
      ['PRJ-9', 1],
    ]);
  });

  it('loses only the broken rows of an issue', () => {
    const changelog = read(
      changelogCsv([
        GOOD,
        { ...GOOD, changelog_id: '2', status_change_date: 'never' },
        { ...GOOD, changelog_id: '3', status_from_name: 'Doing', status_to_name: 'Done', status_change_date: '2026-01-09T10:00:00Z' },
      ]),
    );
    expect(changelog.skipped).toHaveLength(1);
    expect(changelog.issues[0]?.changes.map((one) => one.to)).toEqual(['Doing', 'Done']);
  });

  it('accepts a change before creation and a jump, and says so', () => {
    const changelog = read(
      changelogCsv([
        { ...GOOD, status_change_date: '2026-01-01T08:00:00Z' },
        { ...GOOD, changelog_id: '2', status_from_name: 'Review', status_to_name: 'Done', status_change_date: '2026-01-20T08:00:00Z' },
      ]),
    );
    expect(changelog.skipped).toEqual([]);
    expect(changelog.issues[0]?.createdAt).toEqual(new Date('2026-01-01T08:00:00Z'));
    expect(changelog.oddities).toEqual([
      expect.stringContaining('before it was created'),
      expect.stringMatching(/line 3 goes on from “Review”.*stood in “Doing”/),
    ]);
  });

  it('sorts changes by time and takes one project when asked', () => {
    const rows = [
      { ...GOOD, changelog_id: '2', status_to_name: 'Done', status_from_name: 'Doing', status_change_date: '2026-01-09T10:00:00Z' },
      GOOD,
      { ...GOOD, issue_key: 'OTHER-1', changelog_id: '3' },
    ];
    const changelog = read(changelogCsv(rows), 'PRJ');
    expect(changelog.issues.map((one) => one.key)).toEqual(['PRJ-1']);
    expect(changelog.issues[0]?.changes.map((one) => one.to)).toEqual(['Doing', 'Done']);
  });

  it.each(['name,age\nAda,36', 'just a line of prose', '{"json": true}', '\n\n\n', '"'])('refuses what is another format: %j', (text) => {
    expect(() => read(text)).toThrow(Refusal);
    expect(() => read(text)).toThrow('no Jira changelog export');
  });
});

describe('parseInstant', () => {
  it.each([
    ['2020-06-01T15:49:02.582999+00:00', '2020-06-01T15:49:02.582Z'],
    ['2020-06-01T15:49:02.582+0200', '2020-06-01T13:49:02.582Z'],
    ['2020-06-01 15:49:02', '2020-06-01T15:49:02.000Z'],
    ['2020-06-01t15:49z', '2020-06-01T15:49:00.000Z'],
    ['2020-06-01 15:49:02 +02:00', '2020-06-01T13:49:02.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text, NOW)).toEqual(new Date(expected));
  });

  it.each([
    '2020-06-01',
    '1590969600',
    '1e309',
    'NaN',
    '06/01/2020 10:00',
    '2020-13-01T00:00:00Z',
    '2020-06-01T25:00:00Z',
    '2020-W10-1T00:00:00Z',
    ' ',
  ])('refuses %j', (text) => {
    expect(typeof parseInstant(text, NOW)).toBe('string');
  });
});
