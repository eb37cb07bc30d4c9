import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readStatements } from './support/statements/read.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** Which room may import which. Everything else that a room needs is handed in by the entry files as a function. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  edge: ['chat', 'model'],
  slack: ['chat', 'edge', 'model'],
  teams: ['chat', 'edge', 'model'],
  playground: ['chat', 'model'],
  demo: ['database', 'model'],
  features: ['chat', 'model', 'database'],
  schedule: ['chat', 'database', 'edge', 'model'],
  chat: ['model'],
  database: ['model'],
  web: [],
  model: [],
};

/** Which feature room may import which, beside the kit and itself: along the flow, and down only. */
const FEATURE_ARROWS: Readonly<Record<string, readonly string[]>> = {
  kit: [],
  strategy: [],
  'anti-backlog': [],
  portfolio: ['strategy', 'anti-backlog'],
  backlog: ['portfolio', 'anti-backlog'],
  pull: ['portfolio'],
  governance: [],
  organization: ['portfolio', 'pull'],
};

/** Rooms whose folders reach no folder that reaches them: a newcomer can read them from the ground up. */
const WITHOUT_CIRCLES = /^(?!playground[\\/]page)/;

/** Packages that belong to one room (or to the entry files). A platform's SDK must be replaceable by touching one folder. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@slack/': ['slack'],
  botbuilder: ['teams'],
  '@prisma/': ['database'],
  prisma: ['database'],
  pg: ['database'],
  'sql-template-tag': ['database'],
  '@electric-sql/': ['database'],
  react: ['playground'],
  pino: ['entry'],
  'node-cron': ['entry', 'schedule'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'client' && folder.endsWith('database') ? [] : filesUnder(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function roomOf(path: string): string {
  const [first = '', ...rest] = relative(SRC, path).split(/[\\/]/);
  // What puts the rooms together may know all of them.
  return rest.length === 0 || first === 'app' ? 'entry' : first;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8');
  const specifiers = [
    ...source.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]/g),
    ...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
    ...source.matchAll(/(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g),
  ];
  return specifiers.map((match) => ({ file: relative(SRC, file), room: roomOf(file), target: match[1] ?? '' }));
}

/** The folders from which a way of imports leads back to them. */
function circlesIn(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reached = (from: string) => {
    const seen = new Set<string>();
    const next = [...(arrows.get(from) ?? [])];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (seen.has(one)) continue;
      seen.add(one);
      next.push(...(arrows.get(one) ?? []));
    }
    return seen;
  };
  return [...arrows.keys()].filter((folder) => reached(folder).has(folder)).sort();
}

/** The arrows of a drawing in Mermaid's words, `a --> b & c`. */
function arrowsIn(drawing: string): Record<string, string[]> {
  const lines = [...drawing.matchAll(/^ {2}(\S+) --> (.+)$/gm)];
  return Object.fromEntries(lines.map(([, from = '', to = '']) => [from, to.split(' & ').sort()]));
}

const imports = filesUnder(SRC).flatMap(importsOf);
/** As they are sent, with their fragments put in. */
const { statements, lost } = readStatements();

describe('the rooms of the house', () => {
  it('knows every room', () => {
    const rooms = new Set(imports.map((one) => one.room));
    rooms.delete('entry');
    expect([...rooms].sort()).toEqual(Object.keys(ARROWS).sort());
  });

  it('has no arrow besides the allowed ones', () => {
    const wrong = imports.filter(({ file, room, target }) => {
      if (!target.startsWith('.') || room === 'entry') return false;
      const to = roomOf(join(SRC, dirname(file), target));
      return to !== room && !(ARROWS[room] ?? []).includes(to);
    });
    expect(wrong).toEqual([]);
  });

  it('lets feature rooms look along the flow only', () => {
    const roomIn = (path: string) => relative(join(SRC, 'features'), path).split(/[\\/]/)[0] ?? '';
    const between = imports
      .filter(({ file, target }) => file.startsWith('features') && file !== join('features', 'index.ts') && target.startsWith('.'))
      .map(({ file, target }) => ({ file, target: join(SRC, dirname(file), target), from: roomIn(join(SRC, file)) }))
      .filter(({ target }) => target.startsWith(join(SRC, 'features')))
      .map((one) => ({ ...one, to: roomIn(one.target) }))
      .filter(({ from, to }) => from !== to);
    expect(new Set(between.flatMap(({ from, to }) => [from, to]))).toEqual(new Set(Object.keys(FEATURE_ARROWS)));
    expect(between.filter(({ from, to }) => to !== 'kit' && !(FEATURE_ARROWS[from] ?? []).includes(to))).toEqual([]);
    // An arrow that nothing needs any more is none.
    const unused = Object.entries(FEATURE_ARROWS).flatMap(([from, all]) =>
      all.filter((to) => !between.some((one) => one.from === from && one.to === to)).map((to) => `${from} → ${to}`),
    );
    expect(unused).toEqual([]);
  });

  it('is drawn in ARCHITECTURE.md with the arrows that are tested here', () => {
    const page = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8');
    const drawings = [...page.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map(([, text = '']) => arrowsIn(text));
    const needed = (arrows: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(arrows).flatMap(([from, to]) => (to.length > 0 ? [[from, [...to].sort()]] : [])));
    expect(drawings).toEqual([needed(ARROWS), needed(FEATURE_ARROWS)]);
  });

  it('has no folder that reaches itself through imports', () => {
    const arrows = new Map<string, Set<string>>();
    for (const { file, target } of imports) {
      if (!target.startsWith('.') || !WITHOUT_CIRCLES.test(file)) continue;
      const [from, to] = [dirname(file), dirname(relative(SRC, join(SRC, dirname(file), target)))];
      if (from !== to) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
    expect(
      circlesIn(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['c'])],
          ['c', new Set(['a', 'd'])],
        ]),
      ),
    ).toEqual(['a', 'b', 'c']);
    expect(circlesIn(arrows)).toEqual([]);
  });

  it('keeps each SDK in its room', () => {
    const wrong = imports.filter(({ room, target }) => {
      const owner = Object.entries(PACKAGES).find(([name]) => target === name || target.startsWith(name.endsWith('/') ? name : `${name}/`));
      return owner !== undefined && !owner[1].includes(room);
    });
    expect(wrong).toEqual([]);
  });

  it("lets no feature import another feature's store", () => {
    const wrong = imports.filter(({ file, room, target }) => {
      if (room !== 'features' || !/\/store\.ts$/.test(target)) return false;
      const feature = (path: string) => relative(join(SRC, 'features'), path).split(/[\\/]/)[0];
      return feature(join(SRC, file)) !== feature(join(SRC, dirname(file), target));
    });
    expect(wrong).toEqual([]);
  });

  it('reads the environment in config.ts alone', () => {
    const readers = filesUnder(SRC).filter((file) => /\bprocess\.env\b/.test(readFileSync(file, 'utf8')));
    expect(readers.map((file) => relative(SRC, file))).toEqual(['app/config.ts']);
  });

  it('takes the time from the request: no new Date() in features, no now() in their SQL', () => {
    const wrong = filesUnder(join(SRC, 'features')).filter((file) =>
      /new Date\(\)|Date\.now\(\)|\bnow\(\)|CURRENT_TIMESTAMP/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong.map((file) => relative(SRC, file))).toEqual([]);
    const sent = statements.filter(
      ({ file, texts }) => file.startsWith('features/') && texts.some((text) => /\bnow\(\)|CURRENT_TIMESTAMP/i.test(text)),
    );
    expect(sent).toEqual([]);
  });

  it('changes the state of items in one place, under the lock of their stream (C-15)', () => {
    const writers = filesUnder(SRC).filter((file) => /UPDATE item\b/i.test(readFileSync(file, 'utf8')));
    expect(writers.map((file) => relative(SRC, file))).toEqual(['database/items/item-changes.ts']);
    const senders = statements.filter(({ texts }) => texts.some((text) => /UPDATE\s+item\b/i.test(text))).map(({ file }) => file);
    expect([...new Set(senders)]).toEqual(['database/items/item-changes.ts']);
  });

  // Biome guards calls (noFloatingPromises); it doesn't see a promise in a tagged template.
  it('waits for every statement that has an answer; where nobody needs it, it is $sendRaw', () => {
    const alone = /(?:[;{}]|\*\/|\/\/.*)\n\s*(?:void\s+)?(?:\w+\.)*\$(?:queryRaw|executeRaw)[<`]/;
    const example = '{\n  context.db.sql.$executeRaw`SELECT 1`;\n}';
    expect([example, example.replace('context', 'return context')].map((text) => alone.test(text))).toEqual([true, false]);
    const wrong = filesUnder(SRC).filter((file) => alone.test(readFileSync(file, 'utf8')));
    expect(wrong.map((file) => relative(SRC, file))).toEqual([]);
  });

  it('builds no SQL out of text (S-66)', () => {
    const unsafe = /\$(queryRawUnsafe|executeRawUnsafe)|Prisma\.raw\(|\bsql-template-tag\b|new Fragment\(/;
    const makers = filesUnder(SRC).filter((file) => unsafe.test(readFileSync(file, 'utf8')));
    // Where fragments come from, and where they are put into a statement's text.
    expect(makers.map((file) => relative(SRC, file))).toEqual(['database/connection/fragment.ts', 'database/connection/statement.ts']);
    // A fragment is a template, and so is every statement: else it could not have been read.
    expect(lost).toEqual([]);
  });
});
