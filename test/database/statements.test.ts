import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { NAMED_STATEMENTS } from '../../src/database/connection/pg-sql.ts';
import { describeServer, openTestServer } from '../support/databases.ts';
import { borrowEmbedded } from '../support/embedded-instances.ts';
import { moduleOf } from '../support/statements/modules.ts';
import { pagesOf } from '../support/statements/pages.ts';
import { readStatements, statementsOf } from '../support/statements/read.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGES = join(ROOT, 'docs/sql');

const { statements, lost, wide } = readStatements();

/** What is no query, so that Postgres has no plan for it to prepare. */
const isUtility = (text: string) => /^ANALYZE\b/.test(text);

describe('the statements of the sources', () => {
  it('are all read, with every fragment followed to its text', () => {
    expect(lost).toEqual([]);
    expect(statements.length).toBeGreaterThan(300);
    // Counted in another way: by what the sources spell.
    const sources = new Map<string, number>();
    for (const { file } of statements) sources.set(file, (sources.get(file) ?? 0) + 1);
    for (const [file, read] of sources) {
      const spelled = readFileSync(join(ROOT, 'src', file), 'utf8').match(/\.\$(?:queryRaw|executeRaw|sendRaw)[<`]/g) ?? [];
      expect([file, read]).toEqual([file, spelled.length]);
    }
  });

  it('stand in docs/sql as they are: npm run generate:sql writes it anew', () => {
    const pages = pagesOf(statements);
    const found = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
    expect(found.map((name) => name.replaceAll('\\', '/')).sort()).toEqual([...pages.keys()].sort());
    for (const [name, text] of pages) expect(readFileSync(join(PAGES, name), 'utf8')).toBe(text);
  });

  it('are fewer than there are names for them', () => {
    const texts = new Set(statements.flatMap((one) => one.texts));
    expect(texts.size).toBeLessThan(NAMED_STATEMENTS / 2);
  });

  it('stand in lines of at most 140 columns', () => {
    expect(wide).toEqual([]);
    const source = `f(sql.$queryRaw\`\n  SELECT ${'a, '.repeat(50)}b\`);`;
    expect(statementsOf(new Map([moduleOf('a.ts', source)])).wide).toEqual(['a.ts:2']);
  });

  it('are understood by the embedded database', async () => {
    const { pglite, giveBack } = await borrowEmbedded(inject('embeddedDump'));
    try {
      expect(await refused((text) => pglite.exec(text))).toEqual([]);
    } finally {
      await giveBack();
    }
  });
});

describeServer('the statements of the sources', () => {
  it('are understood by a server', async () => {
    const { url, close } = await openTestServer();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      expect(await refused((text) => client.query(text))).toEqual([]);
    } finally {
      await client.end();
      await close();
    }
  });
});

describe('the reader of statements', () => {
  const read = (files: Readonly<Record<string, string>>) => statementsOf(new Map(Object.entries(files).map(([f, s]) => moduleOf(f, s))));
  const IMPORT = "import { fragment } from './fragment.ts';\n";

  it('follows constants, imports, functions and conditions', () => {
    const { statements: found, lost: none } = read({
      'parts.ts': `${IMPORT}export const OPEN = fragment\`state = 'open'\`;
        export function since(from, what) { return fragment\`at >= \${from} AND \${what}\`; }`,
      'a.ts': `import { OPEN, since as after } from './parts.ts';
        export const list = (sql, all, day) => sql.$queryRaw\`SELECT \${all ? OPEN : after(day, OPEN)} AND id = \${all}\`;`,
    });
    expect(none).toEqual([]);
    expect(found).toEqual([
      {
        file: 'a.ts',
        line: 2,
        within: 'list',
        texts: ["SELECT state = 'open' AND id = $1", "SELECT at >= $1 AND state = 'open' AND id = $2"],
      },
    ]);
  });

  it('says what it cannot follow', () => {
    // What is put in stands in «these» here.
    const one = (source: string) => read({ 'a.ts': `${IMPORT}${source.replaceAll('«', '\x24{').replaceAll('»', '}')}` }).lost;
    expect(one('const A = fragment`x`; f(sql.$queryRaw`SELECT «[A]»`);')).toEqual([
      'a.ts:2 a fragment that no statement has',
      "a.ts:2 A where it can't be followed",
    ]);
    expect(one('const A = fragment`x`; f(sql.$queryRaw`SELECT «b ?? A»`, sql.$queryRaw`SELECT «A»`);')).toEqual([
      "a.ts:2 A where it can't be followed",
    ]);
    expect(one('f(() => sql.$queryRaw`SELECT «fragment`y`.inverse»`);')).toEqual(['a.ts:2 a fragment that no statement has']);
    expect(one('const make = fragment; f(sql.$queryRaw`SELECT 1`);')).toEqual(["a.ts:2 fragment where it can't be followed"]);
    expect(one('f(sql.$queryRaw(text));')).toEqual(['a.ts:2 a statement that is no template']);
    expect(one('const { $queryRaw } = sql;')).toEqual(['a.ts:2 a way to send, taken out of its object']);
  });
});

/** What a database does not understand, by its message; it must not be an exception that nothing needs. */
async function refused(ask: (text: string) => Promise<unknown>): Promise<string[]> {
  const failed: string[] = [];
  let utilities = 0;
  for (const { file, within, texts } of statements) {
    for (const text of texts) {
      if (isUtility(text)) utilities += 1;
      try {
        await ask(isUtility(text) ? text : `PREPARE asked AS ${text}`);
        if (!isUtility(text)) await ask('DEALLOCATE asked');
      } catch (error) {
        failed.push(`${file} ${within}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  expect(utilities).toBeGreaterThan(0);
  return failed;
}
