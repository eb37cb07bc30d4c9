import type { Option } from '../../../chat/field.ts';

/** Streams, themes and the like as a menu: "PAY · Payments". */
export function keyedOptions(things: readonly { readonly id: string; readonly key: string; readonly name: string }[]): Option[] {
  return things.map(({ id, key, name }) => ({ value: id, text: `${key} · ${name}` }));
}
