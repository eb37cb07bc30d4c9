// Writes what is told of the commands elsewhere, the README's table and manifests/, from the list of features: npm run describe
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../src/features/index.ts';
import { withCommands } from '../src/readme-table.ts';
import './manifests.mjs';

const readme = join(import.meta.dirname, '../README.md');
writeFileSync(readme, withCommands(readFileSync(readme, 'utf8'), features));
