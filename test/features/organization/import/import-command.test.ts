import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../../src/database/connection/database.ts';
import { importCommand } from '../../../../src/features/organization/import/import-command.ts';
import { changelogCsv, issueRows } from '../../../fixtures/jira/changelog-csv.ts';
import { openTestEmbedded } from '../../../support/databases.ts';

const NOW = new Date('2026-02-01T12:00:00Z');
const FIXTURE = fileURLToPath(new URL('../../../fixtures/jira/changelog.csv', import.meta.url));

describe('npm run import', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millrace-import-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const put = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const unopened = () => Promise.reject(new Error('The database is not to be opened for this.'));
  const refused = (...args: readonly string[]) => importCommand(args, { now: NOW, zone: 'UTC', open: unopened });

  it.each([
    ['nothing', [], 'Which file?'],
    ['two files', ['a', 'b'], 'One file at a time'],
    ['an unknown option', ['a', '--strem', 'X'], '--strem'],
    ['a key that is none', ['a', '--stream', 'E'], 'stream’s key'.replace('’', "'")],
    ['a zone that is none', ['a', '--zone', 'CEST'], 'no time zone'],
    ['an empty name', ['a', '--organization', ' '], 'empty'],
    ['a missing file', ['/no/such/file.csv'], 'There is no file'],
    ['a folder', ['.'], 'a folder'],
    ['a device', ['/dev/null'], 'no ordinary file'],
  ])('refuses %s', async (_, args, why) => {
    expect(await refused(...args)).toMatchObject({ code: 1, text: expect.stringContaining(why) });
  });

  it('refuses what is no text, empty, or too large, in a sentence', async () => {
    const png = await put('picture.csv', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0x0a, 1]));
    const utf16 = await put('utf16.csv', Buffer.from('\ufeffissue_key', 'utf16le'));
    const large = await put('large.csv', 'x');
    await truncate(large, 51 * 1024 * 1024);
    const broken = await put('broken.csv', changelogCsv([{ issue_key: 'nonsense' }]));
    for (const [path, why] of [
      [png, 'no text file'],
      [utf16, 'UTF-16'],
      [await put('empty.csv', ''), 'is empty'],
      [large, 'larger than 50 MB'],
      [await put('other.csv', 'a,b\n1,2\n'), 'no Jira changelog export'],
      [broken, 'no usable row: line 2'],
      [await put('header.csv', changelogCsv([])), 'no usable row'],
    ] as const) {
      const { code, text } = await refused(path);
      expect([path, code, text]).toEqual([path, 1, expect.stringContaining(why)]);
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    }
    expect(await refused(FIXTURE, '--map', png)).toMatchObject({ code: 1 });
  });

  it('prints help and the mapping without a database', async () => {
    expect(await refused('--help')).toMatchObject({ code: 0, text: expect.stringContaining('--print-map') });
    const { code, text } = await refused(FIXTURE, '--print-map');
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      statuses: { Selected: 'ready', "Won't Do": 'parked', 'Code Review': { stage: 'code review', kind: 'waiting' } },
      kinds: { Epic: 'feature' },
    });
  });

  it('says what was read, skipped and why, what it became and what to do next', async () => {
    let closed = false;
    const opened = await openTestEmbedded();
    const { database } = opened;
    const open = (): Promise<Database> =>
      Promise.resolve({
        ...database,
        close: async () => {
          closed = true;
        },
      });
    const rows = [
      ...issueRows(
        'PRJ-1',
        [
          ['To Do', 'To Do'],
          ['Ready', 'To Do'],
        ],
        1,
      ),
      ...Array.from({ length: 25 }, () => ({ issue_key: 'PRJ-2', status_change_date: '2026-02-30T00:00:00Z', status_to_name: 'Done' })),
    ];
    const long = { issue_key: 'PRJ-3', summary: 'é'.repeat(300), issue_type_name: 'Epic', status_change_date: '' };
    const path = await put('some.csv', changelogCsv([...rows, long]));
    const { code, text } = await importCommand([path, '--organization', 'Ours'], { now: NOW, zone: 'Europe/Berlin', open });
    expect([code, closed]).toEqual([0, true]);
    for (const part of [
      'Read some.csv: 27 rows, 2 issues, 1 change of status.',
      'stream PRJ of Ours (new, days count in Europe/Berlin): 2 new, 0 updated, 0 unchanged.',
      'Skipped 25 rows',
      'line 3: status_change_date: the date “2026-02-30T00:00:00Z” does not exist',
      'and 5 more',
      '1 ready item has no purpose line',
      '1 epic of Jira came in as an item',
      'PRJ-3: its summary was shortened to 200 characters',
      'Ready → ready',
      '/flow setup',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('line 23:');
    expect(await database.client.item.findMany({ where: { key: 'PRJ-3' } })).toMatchObject([{ title: `${'é'.repeat(199)}…` }]);
    expect((await importCommand([path], { now: NOW, zone: 'UTC', open })).text).toContain('0 new, 0 updated, 2 unchanged');
    await opened.close();
  });
});
