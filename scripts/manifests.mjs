// Writes manifests/ from the list of features: node --import tsx scripts/manifests.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../src/features/index.ts';
import { slackManifests } from '../src/manifests.ts';

const folder = join(import.meta.dirname, '../manifests');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(slackManifests(features))) writeFileSync(join(folder, name), text);
