import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUIDE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** Files as the guide shows them, in blocks headed by their path. */
const FILES = [...GUIDE.matchAll(/^```ts (src\/\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => ({ path, text }));
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
    cpSync(join(ROOT, 'src'), join(copy, 'src'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
    const settings = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as object;
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ ...settings, include: ['src'] }));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('add a command: it compiles, is known, and answers', async () => {
    expect(FILES.map(({ path }) => path)).toEqual([
      'src/features/organization/hello/views.ts',
      'src/features/organization/hello/commands.ts',
    ]);
    for (const { path, text } of FILES) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
    const line = /`(import \{ hello \} [^`]*;)`/.exec(section('Add a command'))?.[1];
    edit(
      'src/features/index.ts',
      (text) => `${line}\n${text.replace('const organizationRoom: Room = [', 'const organizationRoom: Room = [hello, ')}`,
    );
    expect((await types()).said).toBe('');

    const script = `
      import { catalogue } from './src/chat/catalogue.ts';
      import { findCommand } from './src/chat/find.ts';
      import { features } from './src/features/index.ts';
      const found = findCommand(catalogue(features), 'HELLO');
      const reply = await found.handler().run({ asker: { name: 'Mei' }, place: { name: 'checkout' } });
      process.stdout.write(JSON.stringify(reply));`;
    writeFileSync(join(copy, 'try.mjs'), script);
    const tried = await run(copy, '--import', 'tsx', 'try.mjs');
    expect(JSON.parse(tried.said)).toEqual({
      type: 'update',
      blocks: [
        {
          type: 'paragraph',
          spans: [
            { type: 'text', text: 'Hello ' },
            { type: 'bold', text: 'Mei' },
            { type: 'text', text: ', in checkout.' },
          ],
        },
      ],
    });
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
