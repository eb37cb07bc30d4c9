import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Files that lie beside the project, where they lie at all: they are not ours, so never copied. */
export function sharedFile(name: string): { readonly path: string; readonly there: boolean } {
  const folder = process.env.SHARED_FILES ?? fileURLToPath(new URL('../../../shared', import.meta.url));
  const path = `${folder}/${name}`;
  return { path, there: existsSync(path) };
}
