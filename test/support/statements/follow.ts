import type { ESTree } from 'vite';
import type { Module } from './modules.ts';
import { joined, VALUE } from './text.ts';

/** What an expression stands for where it is used: a fragment's text in each of its forms, or null for a value. */
export type Forms = readonly string[] | null;

/** Names that are known where an expression stands, before those of its module. */
export type Scope = (name: string) => Forms | undefined;

/** Follows fragments through constants, imports, conditions and functions that are made of them. */
export class Follower {
  /** What was followed, as "file:offset". */
  readonly seen = new Set<string>();
  readonly #modules: ReadonlyMap<string, Module>;

  constructor(modules: ReadonlyMap<string, Module>) {
    this.#modules = modules;
  }

  /** The forms of a template's text: more than one where a condition chooses between fragments. */
  template(module: Module, quasi: ESTree.TemplateLiteral, scope: Scope): readonly string[] {
    const strings = quasi.quasis.map(({ value }) => value.cooked ?? value.raw);
    let chosen: string[][] = [[]];
    for (const expression of quasi.expressions) {
      const forms = this.follow(module, expression, scope) ?? [VALUE];
      chosen = chosen.flatMap((before) => forms.map((form) => [...before, form]));
    }
    return chosen.map((put) => joined(strings, put));
  }

  follow(module: Module, expression: ESTree.Expression, scope: Scope): Forms {
    switch (expression.type) {
      case 'Identifier':
        return this.#mark(module, expression, this.named(module, expression.name, scope));
      case 'TaggedTemplateExpression':
        if (!isFragmentTag(module, expression.tag)) return null;
        return this.#mark(module, expression, this.template(module, expression.quasi, scope));
      case 'ConditionalExpression': {
        const both = [expression.consequent, expression.alternate].map((one) => this.follow(module, one, scope));
        return both.every((one) => one === null) ? null : both.flatMap((one) => one ?? [VALUE]);
      }
      case 'CallExpression':
        return this.#called(module, expression, scope);
      default:
        return null;
    }
  }

  /** What a name stands for. */
  named(module: Module, name: string, scope: Scope = () => undefined): Forms {
    const local = scope(name);
    if (local !== undefined) return local;
    const constant = module.constants.get(name);
    if (constant) return this.follow(module, constant, () => undefined);
    const imported = module.imports.get(name);
    const target = imported && this.#modules.get(imported.file);
    return imported && target ? this.named(target, imported.name) : null;
  }

  /** What a function returns, with what its parameters stand for. */
  returned(module: Module, name: string, given: readonly Forms[]): Forms {
    const imported = module.imports.get(name);
    const target = imported && this.#modules.get(imported.file);
    if (imported && target) return this.returned(target, imported.name, given);
    const { params, body } = module.functions.get(name) ?? {};
    const [last] = body?.type === 'BlockStatement' ? body.body.slice(-1) : [];
    const result = body?.type === 'BlockStatement' ? (last?.type === 'ReturnStatement' ? last.argument : null) : body;
    if (!params || !result) return null;
    const at = (parameter: string) => params.findIndex((each) => each.type === 'Identifier' && each.name === parameter);
    return this.follow(module, result, (parameter) => (at(parameter) === -1 ? undefined : (given[at(parameter)] ?? null)));
  }

  #called(module: Module, call: ESTree.CallExpression, scope: Scope): Forms {
    if (call.callee.type !== 'Identifier') return null;
    const given = call.arguments.map((each) => (each.type === 'SpreadElement' ? null : this.follow(module, each, scope)));
    return this.#mark(module, call.callee, this.returned(module, call.callee.name, given));
  }

  #mark(module: Module, node: ESTree.Node, forms: Forms): Forms {
    if (forms) this.seen.add(`${module.file}:${node.start}`);
    return forms;
  }
}

/** The tag by which fragments are made, in a module that has it. */
export function isFragmentTag(module: Module, tag: ESTree.Expression): boolean {
  return tag.type === 'Identifier' && tag.name === 'fragment' && /(^|\/)fragment\.ts$/.test(module.imports.get('fragment')?.file ?? '');
}
