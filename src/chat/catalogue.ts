import type { Action, Command, Feature, Form, Lookup, Shortcut, Watch } from './feature.ts';
import { fieldOf } from './field.ts';
import type { Access } from './handler.ts';
import { registerThings, type ThingRegistry } from './things.ts';

/** Everything people can do, by name. Maps, because people type `constructor`. */
export interface Catalogue<A extends Access> extends ThingRegistry<A> {
  readonly commands: ReadonlyMap<string, Command<A>>;
  readonly actions: ReadonlyMap<string, Action<A>>;
  readonly forms: ReadonlyMap<string, Form<A>>;
  readonly lookups: ReadonlyMap<string, Lookup<A>>;
  /** By form, then by field. */
  readonly watches: ReadonlyMap<string, ReadonlyMap<string, Watch<A>>>;
  readonly shortcuts: ReadonlyMap<string, Shortcut<A>>;
  /** null: no feature has a page. */
  readonly home: NonNullable<Feature<A>['home']> | null;
}

/**
 * @throws Error when two features claim one name, or a field looks up what no feature finds: mistakes of ours, found at start
 */
export function catalogue<A extends Access>(features: readonly Feature<A>[]): Catalogue<A> {
  const all = {
    commands: index(features.flatMap((feature) => feature.commands.map((one) => [one.name, one] as const))),
    actions: index(features.flatMap((feature) => feature.actions.map((one) => [one.contract.name, one] as const))),
    forms: index(features.flatMap((feature) => feature.forms.map((one) => [one.contract.name, one] as const))),
    lookups: index(features.flatMap((feature) => (feature.lookups ?? []).map((one) => [one.name, one] as const))),
    shortcuts: index(features.flatMap((feature) => (feature.shortcuts ?? []).map((one) => [one.name, one] as const))),
    watches: watchesByForm(features.flatMap((feature) => feature.watches ?? [])),
    ...registerThings(
      features.flatMap((feature) => feature.things ?? []),
      features.flatMap((feature) => feature.cards ?? []),
    ),
    home: index(features.flatMap(({ home }) => (home ? [['home', home] as const] : []))).get('home') ?? null,
  };
  for (const { contract } of all.forms.values()) {
    for (const field of Object.values(contract.fields).map(fieldOf)) {
      if ((field.type === 'lookup' || field.type === 'lookups') && !all.lookups.has(field.source))
        throw new Error(`The form “${contract.name}” looks up “${field.source}”, which no feature finds.`);
    }
  }
  return all;
}

function watchesByForm<A extends Access>(watches: readonly Watch<A>[]): ReadonlyMap<string, ReadonlyMap<string, Watch<A>>> {
  const forms = [...new Set(watches.map((one) => one.form))];
  return new Map(forms.map((form) => [form, index(watches.filter((one) => one.form === form).map((one) => [one.field, one] as const))]));
}

function index<Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  const map = new Map<string, Value>();
  for (const [name, value] of entries) {
    if (map.has(name)) throw new Error(`Two features claim the name “${name}”.`);
    map.set(name, value);
  }
  return map;
}
