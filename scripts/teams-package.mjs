// Makes the package that an admin uploads to Teams: TEAMS_APP_ID=… npm run teams:package, or with both in .env.
// The committed manifest has placeholders for what differs per registration; they are filled in here and nowhere else.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { loadEnvFile } from './env-file.mjs';

const root = join(import.meta.dirname, '..');
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

loadEnvFile();
const appId = process.env.TEAMS_APP_ID?.trim() ?? '';
const url = process.env.PUBLIC_URL?.trim() ?? '';
if (appId === '') fail('TEAMS_APP_ID is not set. It is the application (client) id on the page of your Azure Bot, under Configuration.');
if (!GUID.test(appId) || /^[0-]+$/.test(appId)) fail('TEAMS_APP_ID is the application (client) id of the bot, 32 digits with hyphens.');
if (url !== '' && !(URL.canParse(url) && new URL(url).protocol === 'https:'))
  fail('PUBLIC_URL is where the bot is reached from outside, and Teams wants https, such as https://millrace.example.com.');

const file = (name) => readFileSync(join(root, 'manifests/teams', name));
const manifest = JSON.parse(file('manifest.json').toString());
manifest.id = appId;
for (const part of [...manifest.bots, ...manifest.composeExtensions]) part.botId = appId;
if (url === '') {
  console.warn(
    'PUBLIC_URL is not set, so the links to the website, privacy and terms lead to an example. Set it before others install the app.',
  );
  delete manifest.validDomains;
} else {
  const address = url.replace(/\/+$/, '');
  Object.assign(manifest.developer, { websiteUrl: address, privacyUrl: address, termsOfUseUrl: address });
  manifest.validDomains = [new URL(url).host];
}

// Flat, as Teams wants it, and with one date, so that the same input gives the same bytes.
const zip = zipSync(
  {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': file('color.png'),
    'outline.png': file('outline.png'),
  },
  { mtime: new Date(2020, 0, 1) },
);
const target = resolve(process.argv[2] ?? join(root, 'dist/millrace-teams.zip'));
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, zip);
console.log(`${relative(process.cwd(), target)} is ready. In Teams: Apps, Manage your apps, Upload an app.`);

function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}
