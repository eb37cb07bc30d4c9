// Writes manifests/ from the list of features: node --import tsx scripts/manifests.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { slackManifests, teamsManifestFile } from '../src/app/manifests.ts';
import { features } from '../src/features/index.ts';

const folder = join(import.meta.dirname, '../manifests');
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
mkdirSync(join(folder, 'teams'), { recursive: true });
for (const [name, text] of Object.entries(slackManifests(features))) writeFileSync(join(folder, name), text);
writeFileSync(join(folder, 'teams/manifest.json'), teamsManifestFile(features, version));
