/** A thing by what a person typed, or by what a button or form carries. */
export type Which = { readonly key: string } | { readonly id: string };

/** The key that a person typed; undefined for what a button or form carries. */
export function typedKey(which: Which): string | undefined {
  return 'key' in which ? which.key : undefined;
}
