import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync } from 'vite';

type Function = ESTree.Function | ESTree.ArrowFunctionExpression;

/** One file of `src`, parsed, with what it declares at its top. */
export interface Module {
  /** Below `src`, with slashes. */
  readonly file: string;
  readonly source: string;
  readonly program: ESTree.Program;
  readonly lineOf: (at: number) => number;
  readonly constants: ReadonlyMap<string, ESTree.Expression>;
  readonly functions: ReadonlyMap<string, Function>;
  readonly imports: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
}

const SRC = fileURLToPath(new URL('../../../src', import.meta.url));

/** All files of `src` but Prisma's client, by path. */
export function readModules(root = SRC): Map<string, Module> {
  return new Map(filesUnder(root).map((path) => moduleOf(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'))));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'client' && folder.endsWith('database') ? [] : filesUnder(path);
      return /\.tsx?$/.test(entry.name) ? [path] : [];
    });
}

/** @throws Error naming the file that cannot be parsed */
export function moduleOf(file: string, source: string): [string, Module] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const constants = new Map<string, ESTree.Expression>();
  const functions = new Map<string, Function>();
  const imports = new Map<string, { file: string; name: string }>();
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const specifier of statement.specifiers) {
        if (specifier.type !== 'ImportSpecifier' || !statement.source.value.startsWith('.')) continue;
        const name = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
        imports.set(specifier.local.name, { file: join(dirname(file), statement.source.value).replaceAll('\\', '/'), name });
      }
    }
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'FunctionDeclaration' && declared.id) functions.set(declared.id.name, declared);
    if (declared?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declared.declarations) {
      if (id.type !== 'Identifier' || !init) continue;
      if (init.type === 'ArrowFunctionExpression' || init.type === 'FunctionExpression') functions.set(id.name, init);
      else constants.set(id.name, init);
    }
  }
  return [file, { file, source, program, lineOf: (at) => source.slice(0, at).split('\n').length, constants, functions, imports }];
}
