import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUIDE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** Files as the guide shows them, in blocks headed by their path. */
const FILES = [...GUIDE.matchAll(/^```ts ((?:src|test)\/\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => ({ path, text }));
/** Rows of the catalogue, headed by their file and what they stand under. */
const ROWS = [...GUIDE.matchAll(/^```ts row (\S+) (\w+)\n([\s\S]*?)^```$/gm)].map(([, path = '', under = '', row = '']) => ({
  path,
  under,
  row,
}));
/** What a copy needs to be built and tried. */
const COPIED = [
  'src',
  'test',
  'scripts',
  'manifests',
  'prisma',
  'package.json',
  'tsconfig.json',
  'biome.json',
  'vitest.config.ts',
  'README.md',
  'CONTRIBUTING.md',
];
const section = (title: string) => GUIDE.slice(GUIDE.indexOf(`## ${title}\n`)).split(/^## /m)[1] ?? '';

/** What a program says, and how it ended. */
function run(cwd: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1 << 24 }, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, said: `${stdout}${stderr}` }),
    );
  });
}

describe('the recipes of CONTRIBUTING.md, followed in a copy of the sources', { timeout: 240_000 }, () => {
  let copy: string;
  const types = () => run(copy, join(ROOT, 'node_modules/typescript/bin/tsc'), '--noEmit', '--pretty', 'false');
  const edit = (path: string, change: (text: string) => string) => {
    const before = readFileSync(join(copy, path), 'utf8');
    const after = change(before);
    expect(after, path).not.toBe(before);
    writeFileSync(join(copy, path), after);
    return () => writeFileSync(join(copy, path), before);
  };

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'millrace-recipes-'));
    for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('add a command, one that reads and one that writes: it answers, and the tree is green', async () => {
    const touched = new Map<string, Set<string>>([
      ['hello', new Set()],
      ['greet', new Set()],
    ]);
    const touch = (path: string, text: string) => {
      for (const [name, files] of touched) if (`${path} ${text}`.includes(name)) files.add(path);
    };
    for (const { path, text } of FILES) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
      touch(path, '');
    }
    for (const { path, under, row } of ROWS) {
      edit(path, (text) => text.replace(`  ${under}: {\n`, `  ${under}: {\n${row}`));
      touch(path, row);
    }
    const lines = [...section('Add a command').matchAll(/`(import \{ (\w+) \} [^`]*;)`/g)];
    expect(lines.map(([, , name]) => name)).toEqual(['hello', 'greeting']);
    for (const [, line = '', name = ''] of lines) {
      edit('src/features/index.ts', (text) => `${line}\n${text.replace(/= \[(?=[^\]]*\];\n\n)/, `= [${name}, `)}`);
      touch('src/features/index.ts', line);
    }
    expect((await types()).said).toBe('');
    // Where lines go among others, the formatter knows.
    const made = [...FILES.map(({ path }) => path), ...ROWS.map(({ path }) => path)];
    const biome = (...args: string[]) => run(copy, join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), ...args, '--vcs-enabled=false');
    await biome('check', '--write', 'src/features/index.ts');
    expect(await biome('check', 'src/features/index.ts', ...new Set(made))).toMatchObject({ code: 0 });

    const before = readFileSync(join(copy, 'README.md'), 'utf8');
    expect(await run(copy, '--import', 'tsx', 'scripts/docs.mjs')).toEqual({ code: 0, said: '' });
    const after = readFileSync(join(copy, 'README.md'), 'utf8');
    expect(after).not.toBe(before);
    for (const files of touched.values()) files.add('README.md');
    expect([...(touched.get('hello') ?? [])].length).toBeLessThanOrEqual(5);
    expect([...(touched.get('greet') ?? [])].length).toBeLessThanOrEqual(7);

    const suites = [
      'test/acts',
      'test/readme.test.ts',
      'test/slack/manifest.test.ts',
      'test/teams/manifest.test.ts',
      'test/features/hello.test.ts',
      'test/features/greet.test.ts',
    ];
    const tried = await run(copy, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...suites);
    expect(tried.code, tried.said).toBe(0);
    // Whoever forgets the row is told it.
    edit('test/acts/organization.ts', (text) => text.replace(/^ {4}hello: reads,\n/m, '').replace(/^ {4}'greet\.back'.*\n/m, ''));
    const forgot = await run(copy, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', 'test/acts');
    expect(forgot.code).toBe(1);
    expect(forgot.said).toContain('commands: hello: reads,');
    expect(forgot.said).toContain("actions: 'greet.back': async (town) => pressed('greet.back', { DATA }),");
  });

  it.each([
    ['block', 'src/chat/block.ts', 'export type Block ='],
    ['field', 'src/chat/field.ts', 'export type Field ='],
  ])('add a %s: the compiler names every place that does not know it', async (what, path, union) => {
    const undo = edit(path, (text) =>
      text.replace(union, `${union}\n  | { readonly type: 'newcomer'; readonly label: string; readonly required: boolean }`),
    );
    const { said } = await types();
    undo();
    const named = new Set([...said.matchAll(/^(src\/\S+?)\(/gm)].map(([, file = '']) => file));
    const promised =
      what === 'block'
        ? [...section('Add a block or a field').matchAll(/such as (.*?)\. Give/gs)].flatMap(
            ([, list = '']) => list.match(/src\/[\w/.-]+\.ts/g) ?? [],
          )
        : [];
    if (what === 'block') expect(promised.length).toBeGreaterThan(2);
    expect([...named]).toEqual(expect.arrayContaining(promised));
    expect(named.size).toBeGreaterThan(0);
  });

  it('names commands and files that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const [, name = ''] of GUIDE.matchAll(/`npm run (\w+)/g)) expect(scripts, name).toHaveProperty(name);
    for (const [, path = ''] of GUIDE.matchAll(/`((?:src|test|prisma|scripts)\/[\w/.-]+)`/g))
      expect(() => readFileSync(join(ROOT, path)).byteLength, path).not.toThrow(/ENOENT/);
  });
});
