// Writes what documents say of the code: the README's table of commands, manifests/, and the tables in docs/data-model.md.
// npm run generate:docs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_TABLE, commandTable } from '../src/app/command-table.ts';
import { slackManifests, teamsManifestFile } from '../src/app/manifests.ts';
import { features } from '../src/features/index.ts';
import { tablesOf, tellTables } from '../test/support/tables.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'manifests');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
mkdirSync(join(folder, 'teams'), { recursive: true });
for (const [name, text] of Object.entries(slackManifests(features))) writeFileSync(join(folder, name), text);
writeFileSync(join(folder, 'teams/manifest.json'), teamsManifestFile(features, version));
const readme = join(root, 'README.md');
const before = readFileSync(readme, 'utf8');
writeFileSync(
  readme,
  before.replace(COMMAND_TABLE, (_, start, end) => `${start}${commandTable(features)}${end}`),
);
const model = join(root, 'docs/data-model.md');
const tables = tablesOf(readFileSync(join(root, 'prisma/schema.prisma'), 'utf8'));
writeFileSync(model, tellTables(readFileSync(model, 'utf8'), tables));
