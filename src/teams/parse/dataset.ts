/** Names what a menu looks up, for the way through the client. */
export function dataset(form: string, field: string): string {
  return `${form}/${field}`;
}

/** @returns null when it is no name of ours */
export function readDataset(name: string): { readonly form: string; readonly field: string } | null {
  const at = name.indexOf('/');
  return at > 0 ? { form: name.slice(0, at), field: name.slice(at + 1) } : null;
}
