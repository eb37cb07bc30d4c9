import type { Action, Command, Feature, Form } from './feature.ts';
import type { Access } from './handler.ts';

/** Every command, action and form by name. Maps, because people type `constructor`. */
export interface Catalogue<A extends Access> {
  readonly commands: ReadonlyMap<string, Command<A>>;
  readonly actions: ReadonlyMap<string, Action<A>>;
  readonly forms: ReadonlyMap<string, Form<A>>;
}

/**
 * @throws Error when two features claim one name: a mistake of ours, found at start
 */
export function catalogue<A extends Access>(features: readonly Feature<A>[]): Catalogue<A> {
  return {
    commands: index(features.flatMap((feature) => feature.commands.map((one) => [one.name, one] as const))),
    actions: index(features.flatMap((feature) => feature.actions.map((one) => [one.contract.name, one] as const))),
    forms: index(features.flatMap((feature) => feature.forms.map((one) => [one.contract.name, one] as const))),
  };
}

function index<Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  const map = new Map<string, Value>();
  for (const [name, value] of entries) {
    if (map.has(name)) throw new Error(`Two features claim the name “${name}”.`);
    map.set(name, value);
  }
  return map;
}
