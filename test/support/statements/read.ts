import type { ESTree } from 'vite';
import { Follower, isFragmentTag, type Scope } from './follow.ts';
import { type Module, readModules } from './modules.ts';
import { textOf } from './text.ts';
import { walk } from './walk.ts';

/** One statement of the sources. */
export interface Statement {
  /** Below `src`. */
  readonly file: string;
  readonly line: number;
  /** Outermost name that it stands in: of a function, a class or a constant. */
  readonly within: string;
  /** As Postgres gets it. More than one where a condition chooses between fragments. */
  readonly texts: readonly string[];
}

export interface Reading {
  readonly statements: readonly Statement[];
  /** What the reader could not follow, as "file:line what": a statement may be missing because of it, or told wrongly. */
  readonly lost: readonly string[];
  /** Lines of SQL that nobody reads without scrolling, as "file:line": no formatter sees them. */
  readonly wide: readonly string[];
}

const WIDEST = 140;
const SENDS = new Set(['$queryRaw', '$executeRaw', '$sendRaw']);

let ofSources: Reading | undefined;

/** Reads every statement out of the sources, with its fragments put in; they are read once. */
export function readStatements(): Reading {
  ofSources ??= statementsOf(readModules());
  return ofSources;
}

/** The same of some modules. */
export function statementsOf(modules: ReadonlyMap<string, Module>): Reading {
  const follower = new Follower(modules);
  const statements: Statement[] = [];
  const lost: string[] = [];
  const wide = new Set<string>();
  for (const module of modules.values()) {
    walk(module.program, (node, above) => {
      const parent = above.at(-1);
      if (node.type === 'TaggedTemplateExpression' && isSend(node.tag)) {
        const forms = follower.template(module, node.quasi, scopeOf(follower, module, above));
        const texts = [...new Set(forms.map(textOf))];
        statements.push({ file: module.file, line: module.lineOf(node.start), within: nameOf(above), texts });
      }
      if (node.type === 'TaggedTemplateExpression' && (isSend(node.tag) || isFragmentTag(module, node.tag)))
        for (const line of wideLines(module, node.quasi)) wide.add(line);
      if (isSend(node) && !(parent?.type === 'TaggedTemplateExpression' && parent.tag === node) && !above.some(isSending))
        lost.push(`${module.file}:${module.lineOf(node.start)} a statement that is no template`);
      if (isSending(node) && parent?.type === 'ObjectPattern')
        lost.push(`${module.file}:${module.lineOf(node.start)} a way to send, taken out of its object`);
    });
  }
  return { statements, lost: [...lost, ...[...modules.values()].flatMap((module) => strays(follower, module))], wide: [...wide] };
}

/** Fragments that came into no statement: written where they cannot be followed, or not used. */
function strays(follower: Follower, module: Module): string[] {
  const found: string[] = [];
  walk(module.program, (node, above) => {
    const parent = above.at(-1);
    const seen = follower.seen.has(`${module.file}:${node.start}`);
    if (node.type === 'TaggedTemplateExpression' && isFragmentTag(module, node.tag) && !seen)
      found.push(`${module.file}:${module.lineOf(node.start)} a fragment that no statement has`);
    if (node.type !== 'Identifier' || seen || !parent || isNaming(node, parent)) return;
    const stands = isFragmentTag(module, node as ESTree.Expression)
      ? !(parent.type === 'TaggedTemplateExpression' && parent.tag === node)
      : follower.named(module, node.name) !== null || follower.returned(module, node.name, []) !== null;
    if (stands && !follower.seen.has(`${module.file}:${node.start}`))
      found.push(`${module.file}:${module.lineOf(node.start)} ${node.name} where it can't be followed`);
  });
  return found;
}

function isSend(node: ESTree.Node): boolean {
  return node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier' && SENDS.has(node.property.name);
}

function wideLines(module: Module, quasi: ESTree.TemplateLiteral): string[] {
  const first = module.lineOf(quasi.start);
  const lines = module.source.split('\n').slice(first - 1, module.lineOf(quasi.end));
  return lines.flatMap((line, index) => (line.length > WIDEST ? [`${module.file}:${first + index}`] : []));
}

/** What a way to send is made of: it passes on the statements of others. */
function isSending(node: ESTree.Node): boolean {
  return node.type === 'Property' && node.key.type === 'Identifier' && SENDS.has(node.key.name);
}

/** A name that is given or spelled, rather than used. */
function isNaming(node: ESTree.Node, parent: ESTree.Node): boolean {
  if (parent.type === 'ImportSpecifier' || parent.type === 'ExportSpecifier') return true;
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed;
  if (parent.type === 'Property') return parent.key === node && parent.value !== node;
  if (parent.type === 'VariableDeclarator' || parent.type === 'FunctionDeclaration') return parent.id === node;
  return parent.type.startsWith('TS');
}

/** What the functions around an expression name: their parameters are values, their constants may be fragments. */
function scopeOf(follower: Follower, module: Module, above: readonly ESTree.Node[]): Scope {
  return (name) => {
    for (const node of above.slice(1).toReversed()) {
      if (node.type === 'BlockStatement') {
        for (const declared of node.body) {
          if (declared.type !== 'VariableDeclaration') continue;
          const [own] = declared.declarations.filter(({ id }) => id.type === 'Identifier' && id.name === name);
          if (own) return own.init ? follower.follow(module, own.init, scopeOf(follower, module, above)) : null;
        }
      }
      if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') {
        if (node.params.some((each) => each.type === 'Identifier' && each.name === name)) return null;
      }
    }
    return undefined;
  };
}

function nameOf(above: readonly ESTree.Node[]): string {
  for (const node of above) {
    if ('id' in node && node.id && typeof node.id === 'object' && 'name' in node.id && typeof node.id.name === 'string')
      return node.id.name;
  }
  return '(the file itself)';
}
