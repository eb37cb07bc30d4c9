// Does what has to be done before anything can run, and only when its sources changed: the database client, the server,
// the playground's page. Nothing here needs more network than the npm registry had to give at `npm ci`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMPS = join(ROOT, 'node_modules/.cache/millrace');

/** What can be made: from which sources, into what, by which command. */
const TARGETS = {
  client: {
    says: 'Making the database client',
    sources: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
    result: 'src/database/client/client.ts',
    run: ['prisma/build/index.js', 'generate'],
  },
  server: {
    says: 'Building the server',
    sources: ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    except: /^src\/playground\/page\//,
    result: 'dist/main.js',
    run: ['typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  page: {
    says: 'Building the page',
    sources: ['src/playground/page', 'src/playground/wire/protocol.ts', 'package-lock.json'],
    result: 'dist/page/index.html',
    run: ['vite/bin/vite.js', 'build', '--config', 'src/playground/page/vite.config.ts', '--logLevel', 'error'],
  },
};

function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}

function fingerprint(target) {
  const hash = createHash('sha256').update(process.version);
  for (const file of target.sources.flatMap(filesUnder)) {
    if (target.except?.test(relative('.', file).replaceAll('\\', '/'))) continue;
    hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** Makes the named targets whose sources changed since they were last made; ends the process when one fails. */
export function prepare(...names) {
  checkNode();
  for (const name of names) {
    const target = TARGETS[name];
    const stamp = join(STAMPS, name);
    const print = fingerprint(target);
    if (existsSync(join(ROOT, target.result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) continue;
    process.stdout.write(`${target.says} …\n`);
    const [module, ...rest] = target.run;
    const file = join(ROOT, 'node_modules', module);
    if (!existsSync(file)) fail(`${module.split('/')[0]} is missing. Run npm ci first; with NODE_ENV=production, npm ci --include=dev.`);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...rest], { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) fail(`${target.says} failed.\n${stdout}${stderr}`);
    mkdirSync(STAMPS, { recursive: true });
    writeFileSync(stamp, print);
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Millrace needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

function fail(text) {
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare(...process.argv.slice(2));
