import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TABLES, tablesOf, tellTables } from './support/tables.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md', ...pagesIn('docs')];

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : []));
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
/** What a page says, without what it shows in blocks. */
const words = (page: string) => read(page).replace(/^```[\s\S]*?^```$/gm, '');

/** Paths of ours, as documents name them: from the project, from `src`, or from `src/features`. */
const isThere = (path: string) => ['', 'src', 'src/features'].some((from) => existsSync(join(ROOT, from, path)));
/** Made at a start or by a build, so not there in a fresh clone. */
const MADE = /^(\.\/data|dist\/|data\/)/;

/** The paths that a page names and that lead nowhere. */
function lostIn(text: string): string[] {
  const paths = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g)].map(([, path = '']) => path);
  return paths.filter((path) => /\/.*\/$|\/.*\.\w+$|^[\w-]+\/$/.test(path) && !MADE.test(path) && !isThere(path));
}

describe('the documents', () => {
  it.each(PAGES)('name only files that are there: %s', (page) => {
    expect(lostIn('`src/main.ts`, `chat/chat.ts`, `pull/next/`, `data/x.json`')).toEqual([]);
    expect(lostIn('`chat/gone.ts`, `src/gone/`, `gone/`')).toEqual(['chat/gone.ts', 'src/gone/', 'gone/']);
    expect(lostIn(words(page))).toEqual([]);
  });

  it.each(PAGES)('link only to what is there: %s', (page) => {
    const links = [...words(page).matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
    expect(links.filter((to) => !existsSync(join(ROOT, dirname(page), to)))).toEqual([]);
  });

  it.each(PAGES.filter((page) => page !== 'CONTRIBUTING.md'))('stand in lines of at most 140 columns, but for tables: %s', (page) => {
    const long = read(page)
      .split('\n')
      .filter((line) => [...line].length > 140 && !line.startsWith('|'));
    expect(long).toEqual([]);
  });

  it('name lines of the log as they are written', () => {
    const [, chapter = ''] = read('docs/operations.md').split('## Log lines worth an alarm\n');
    const lines = [...(chapter.split('\n## ')[0] ?? '').matchAll(/^\| (`.*?`) \| (?:error|warning) \|/gm)]
      .flatMap(([, cell = '']) => cell.split(', '))
      .map((one) => one.slice(1, -1));
    expect(lines.length).toBeGreaterThan(10);
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes(join('database', 'client')))
      .map((name) => read(join('src', name)));
    expect(lines.filter((line) => !sources.some((text) => text.includes(line)))).toEqual([]);
  });

  it('tell of every table once, as the schema does (npm run generate:docs writes them)', () => {
    const [page, tables] = [read('docs/data-model.md'), tablesOf(read('prisma/schema.prisma'))];
    const told = [...page.matchAll(TABLES)].flatMap(([, , list = '']) => list.split(/\s+/));
    expect(told.sort()).toEqual(tables.map(({ name }) => name).sort());
    expect(tellTables(page, tables)).toBe(page);
    const column = tables.flatMap(({ name, leads }) => leads.map(({ to, by }) => `${name}.${by} → ${to}`));
    expect(column).toEqual(
      expect.arrayContaining(['item.stage_id → stage', 'dependency.needs_id → item', 'service_level.stream_id → value_stream']),
    );
  });
});
