// `npm run generate:sql`: writes docs/sql anew, one page for each folder of src that has statements.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagesOf } from '../test/support/statements/pages.ts';
import { readStatements } from '../test/support/statements/read.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../docs/sql');
const { statements, lost } = readStatements();
if (lost.length > 0) {
  process.stderr.write(`These could not be followed, so docs/sql would not be true:\n${lost.join('\n')}\n`);
  process.exit(1);
}
const pages = pagesOf(statements);
rmSync(FOLDER, { recursive: true, force: true });
for (const [name, text] of pages) {
  const path = join(FOLDER, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
console.log(`${statements.length} statements on ${pages.size} pages.`);
