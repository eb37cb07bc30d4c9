import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUIDE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

const section = (title: string) => GUIDE.slice(GUIDE.indexOf(`## ${title}\n`)).split(/^## /m)[1] ?? '';

/** Files as a part of the guide shows them, in blocks headed by their path. */
const filesOf = (part: string) =>
  [...part.matchAll(/^```(?:ts|sql) ((?:src|test|prisma)\/\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => ({ path, text }));
/** Rows that go into a file that is there, headed by it and what they stand under. */
const rowsOf = (part: string) =>
  [...part.matchAll(/^```ts row (\S+) (\w+)\n([\s\S]*?)^```$/gm)].map(([, path = '', under = '', row = '']) => ({ path, under, row }));
/** How many files it says that it takes. */
const saidOf = (part: string) => ['Four', 'Five', 'Six', 'Seven'].findIndex((one) => part.includes(`${one} files.`)) + 4;

/** What a copy needs to be built and tried. */
const COPIED = [
  'src',
  'test',
  'scripts',
  'manifests',
  'prisma',
  'prisma.config.ts',
  'docs',
  'package.json',
  'tsconfig.json',
  'biome.json',
  'vitest.config.ts',
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
];
/** What a program says, and how it ended. */
function run(cwd: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1 << 24 }, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, said: `${stdout}${stderr}` }),
    );
  });
}

describe('the recipes of CONTRIBUTING.md, followed in a copy of the sources', { timeout: 600_000 }, () => {
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

  const vitest = (...suites: string[]) => run(copy, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...suites);
  const biome = (...args: string[]) => run(copy, join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), ...args, '--vcs-enabled=false');

  /** Does what a part of the guide shows; gives the files that were written by hand. */
  const follow = (part: string): string[] => {
    for (const { path, text } of filesOf(part)) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
    for (const { path, under, row } of rowsOf(part)) {
      const head = new RegExp(`^.*\\b${under}(?::| =)? \\{\\n`, 'm');
      edit(path, (text) => text.replace(head, (found) => `${found}${row}`));
    }
    const lines = [...part.matchAll(/`(import \{ (\w+) \} [^`]*;)`, and `(\w+)` in the list of its room,\s`(\w+)`/g)];
    for (const [, line = '', name = '', again, room = ''] of lines) {
      expect(again).toBe(name);
      edit('src/features/index.ts', (text) => `${line}\n${text.replace(`const ${room}: Room = [`, (found) => `${found}${name}, `)}`);
    }
    const touched = [...filesOf(part), ...rowsOf(part)].map(({ path }) => path);
    return [...new Set([...touched, ...lines.map(() => 'src/features/index.ts')])];
  };

  it('add a command, one that reads and one that writes: it answers, and the tree is green', async () => {
    const guide = section('Add a command');
    const [reading = '', writing = ''] = guide.split(/^### One that writes$/m);
    const read = follow(reading);
    const wrote = follow(writing);
    expect([read.length, wrote.length]).toEqual([saidOf(reading), saidOf(writing)]);
    expect(read.length).toBeLessThanOrEqual(5);
    expect(wrote.length).toBeLessThanOrEqual(7);
    // Where lines go among others, the formatter knows.
    await biome('check', '--write', 'src/features/index.ts');
    expect((await types()).said).toBe('');
    expect(await biome('check', ...new Set([...read, ...wrote]))).toMatchObject({ code: 0 });

    const before = readFileSync(join(copy, 'README.md'), 'utf8');
    expect(await run(copy, '--import', 'tsx', 'scripts/docs.mjs')).toEqual({ code: 0, said: '' });
    expect(readFileSync(join(copy, 'README.md'), 'utf8')).not.toBe(before);
    const made = [...read, ...wrote].filter((path) => path.startsWith('test/features'));
    const suites = ['test/acts', 'test/rooms.test.ts', 'test/readme.test.ts', 'test/slack/manifest.test.ts', 'test/teams/manifest.test.ts'];
    const tried = await vitest(...suites, ...made);
    expect(tried.code, tried.said).toBe(0);
    // Whoever forgets the row is told it.
    const remember = edit('test/acts/organization.ts', (text) =>
      text.replace(/^ {4}hello: reads,\n/m, '').replace(/^ {4}'greet\.back'.*\n/m, ''),
    );
    const forgot = await vitest('test/acts');
    remember();
    expect(forgot.code).toBe(1);
    expect(forgot.said).toContain('commands: hello: reads,');
    expect(forgot.said).toContain("actions: 'greet.back': async (town) => pressed('greet.back', { DATA }),");
  });

  it('add a field to an epic: it is asked, kept, shown and replayed, and the tree is green', async () => {
    const guide = section('Add a field to an epic');
    const written = follow(guide);
    for (const [path, beside, how] of [['docs/data-model.md', '`for_whom`', 2]] as const) {
      expect(guide).toContain(path);
      edit(path, (text) => {
        expect(text.split(beside).length - 1, path).toBe(how);
        return text.replaceAll(beside, `${beside}, ${beside.replace('for_whom', 'background')}`);
      });
      written.push(path);
    }
    expect(written.length).toBe(saidOf(guide));
    expect(written.length).toBeLessThanOrEqual(6);
    expect((await run(copy, join(ROOT, 'node_modules/prisma/build/index.js'), 'generate')).code).toBe(0);
    expect((await types()).said).toBe('');
    expect(await biome('check', ...written.filter((path) => path.endsWith('.ts')))).toMatchObject({ code: 0 });
    const suites = ['test/acts', 'test/bad-input/fields.test.ts', 'test/database/migrations.test.ts', 'test/model/epic'];
    const tried = await vitest(...suites, ...written.filter((path) => path.startsWith('test/features')));
    expect(tried.code, tried.said).toBe(0);
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
