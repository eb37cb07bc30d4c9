// Starts the bot without a registration, and Microsoft's own local client to talk to it in a browser:
// npm run teams:playground [-- NAME] [--empty]. With --empty there is no demo, and one begins with setup. The client is fetched by npx and is not part of this project; its licence is
// Microsoft's. Ctrl-C stops both.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PEOPLE } from '../src/demo/company.ts';
import { clientScene } from '../src/demo/teams-door.ts';

const CLIENT = '@microsoft/m365agentsplayground@0.2.28';
const PATIENCE_MS = 120_000;

const root = join(import.meta.dirname, '..');
const empty = process.argv.includes('--empty');
const [handle = empty ? 'tomas' : 'mei'] = process.argv.slice(2).filter((word) => word !== '--empty');
const port = process.env.PORT || '3978';
const clientPort = process.env.TEAMS_PLAYGROUND_PORT || '56150';
const scene = clientScene(handle);
if (!scene) fail(`Nobody at Lindenhof is called ${handle}. Be one of ${PEOPLE.map((one) => one.name).join(', ')}.`);
for (const [name, value] of [
  ['PORT', port],
  ['TEAMS_PLAYGROUND_PORT', clientPort],
])
  if (!(await isFree(Number(value)))) fail(`Port ${value} is in use. Set ${name} to another one.`);

const folder = mkdtempSync(join(tmpdir(), 'millrace-teams-'));
const sceneFile = join(folder, 'scene.yml');
// JSON is YAML, too.
writeFileSync(sceneFile, JSON.stringify(scene));
const children = [];
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));

// Empty wins over .env: no real workspace and no real database may be played with.
start('The bot', process.execPath, [join(root, 'scripts/run.mjs'), 'main', ...(empty ? ['--empty'] : [])], {
  ...unset('DATABASE_URL', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_API_URL', 'NODE_ENV'),
  ...unset('TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID', 'TEAMS_OPENID_URL'),
  TEAMS_ANONYMOUS: '1',
  TEAMS_SERVICE_HOSTS: `127.0.0.1:${clientPort}`,
  PORT: port,
  HOST: '127.0.0.1',
  DATA_DIR: join(root, empty ? 'data/teams-empty' : 'data/teams'),
});
await answers(`http://127.0.0.1:${port}/readyz`, 'The bot');
start(
  'The client',
  'npx',
  [
    ...['--yes', CLIENT, '--channel-id', 'msteams', '--port', clientPort, '--disable-telemetry'],
    ...['--app-endpoint', `http://127.0.0.1:${port}/api/messages`, '--service-url', `http://127.0.0.1:${clientPort}/_connector`],
  ],
  {
    NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'scripts/loopback.cjs'))}`,
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: sceneFile,
    M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'client.log'),
    TEAMSAPPTESTER_BROWSER: 'none',
  },
  'ignore',
);
await answers(`http://127.0.0.1:${clientPort}/`, 'The client');
console.log(`
Open http://localhost:${clientPort}. You are ${scene.currentUser.name}, and your own chat with Millrace is on the left.
${
  empty
    ? '  setup                in your own chat: there is nothing yet. Delete data/teams-empty to begin again.'
    : `  next                 in your own chat
  @Millrace next       in the channel checkout: pick Millrace from the list that opens; its answer comes in your own chat`
}

Your words stay on this machine. Ctrl-C ends it.
`);

function start(name, command, args, env, output = 'inherit') {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, 'inherit'],
    // A group of its own: npx and the shells between do not pass signals on.
    detached: true,
  });
  children.push(child);
  child.on('error', (error) => ended(name, error.message));
  child.on('exit', (code) => ended(name, `it ended with ${code}`));
}

function ended(name, why) {
  if (stopping) return;
  console.error(`\n${name} stopped: ${why}.`);
  stop(1);
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const child of children) signalGroup(child, 'SIGTERM');
  const gone = Promise.all(
    children.map((child) => child.exitCode !== null || child.signalCode !== null || new Promise((r) => child.once('exit', r))),
  );
  await Promise.race([gone, delay(10_000)]);
  for (const child of children) signalGroup(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

function signalGroup({ pid }, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}

async function answers(url, name) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(250)) {
    if (stopping) return new Promise(() => {});
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
  }
  console.error(`\n${name} did not answer within two minutes.`);
  await stop(1);
}

function isFree(number) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(number, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function unset(...names) {
  return Object.fromEntries(names.map((name) => [name, '']));
}

function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}
