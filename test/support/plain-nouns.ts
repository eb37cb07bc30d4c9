import { parseAst } from 'vite';
import { NOUNS } from '../../src/model/words/vocabulary.ts';

type Node = { readonly type: string; readonly [key: string]: unknown };

/** Properties whose one word is read by people. */
const READ = new Set(['label', 'title', 'hint', 'placeholder', 'submit', 'text', 'summary', 'description', 'what', 'who']);
/** Properties that are names of ours. */
const NAMES = new Set(['name', 'usage', 'kind', 'subject', 'act']);
const TYPED = /\/flow[^.,;:)”?!]*|“[^”]*”|`[^`]*`/g;
const SKIPPED = new Set(['start', 'end', 'type', 'typeAnnotation', 'typeArguments', 'typeParameters', 'returnType']);

/** The nouns of the vocabulary that a text says itself, where it is not something that one types. */
function nounsIn(text: string): string[] {
  const noun = new RegExp(`(?<![\\w/“\`{-])(${NOUNS.join('|')})(?![\\w-])`, 'gi');
  return [...text.replaceAll(TYPED, '').matchAll(noun)].map(([word]) => word);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/**
 * Texts of a source file that say a noun of the vocabulary themselves, rather than by `say`. A text is what has a blank in it, or is the
 * value of a property that people read. Errors of ours, comparisons, keys and names are none.
 */
export function plainNouns(file: string, source: string): string[] {
  const found: string[] = [];
  const look = (text: string, property: string | null, counted: boolean) => {
    const read = /\s/.test(text) || counted || (property !== null && READ.has(property) && /^[A-Z]/.test(text));
    if (read && !/[{}\\\n]/.test(text) && !text.startsWith('/flow') && nounsIn(text).length > 0) found.push(`${file}: ${text}`);
  };
  const visit = (value: unknown, parent: Node | null, key: string, property: string | null): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one, parent, key, property);
      return;
    }
    if (!isNode(value)) return;
    if (/^(Import|ExportAll)/.test(value.type) || (/^TS/.test(value.type) && !/^TS(As|Satisfies|NonNull)Expression$/.test(value.type)))
      return;
    // What a button types is a command, whatever the words of the organization.
    if (value.type === 'ObjectExpression' && parent?.type === 'CallExpression' && typesWords(parent)) return;
    if (value.type === 'NewExpression' && isNode(value.callee) && value.callee.name === 'Error') return;
    if (value.type === 'TaggedTemplateExpression') {
      visit((value.quasi as Node).expressions, value, 'expressions', null);
      return;
    }
    if (value.type === 'TemplateLiteral') {
      const parts = (value.quasis as readonly { readonly value: { readonly raw: string } }[]).map((one) => one.value.raw);
      look(parts.join('\u0002'), property, false);
      visit(value.expressions, value, 'expressions', property);
      return;
    }
    if (value.type === 'Literal' && typeof value.value === 'string') {
      const named = parent?.type === 'Property' && (key === 'key' || NAMES.has(property ?? ''));
      const compared = ['BinaryExpression', 'SwitchCase', 'MemberExpression'].includes(parent?.type ?? '');
      const counted = parent?.type === 'CallExpression' && key === 'arguments' && (parent.callee as Node).name === 'count';
      if (!named && !compared) look(value.value, property, counted);
      return;
    }
    for (const [name, child] of Object.entries(value)) {
      if (SKIPPED.has(name)) continue;
      const { key: label } = value as { readonly key?: Node };
      const own = value.type === 'Property' && name === 'value' ? String(label?.name ?? label?.value) : null;
      visit(child, value, name, value.type === 'Property' ? own : property);
    }
  };
  visit(parseAst(source, { lang: 'ts' }), null, '', null);
  return found;
}

function typesWords({ arguments: given }: Node): boolean {
  return (given as readonly Node[]).some(({ type, name }) => type === 'Identifier' && name === 'runCommand');
}
