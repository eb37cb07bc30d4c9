import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { CLOSE_MS, DRAIN_MS, LEAVE_MS } from '../../src/app/stopping.ts';
import { createWebServer } from '../../src/web/server.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { scripts, engines } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; engines: { node: string } };

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

// One instruction per line is how ours is written; a continued line would be missed, so there is none.
const DOCKERFILE = read('Dockerfile')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): Instruction => ({ word: line.split(' ', 1)[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const stageAt = DOCKERFILE.findLastIndex(({ word }) => word === 'FROM');
const [build, final] = [DOCKERFILE.slice(0, stageAt), DOCKERFILE.slice(stageAt)];
const all = (of: readonly Instruction[], word: string) => of.filter((one) => one.word === word).map((one) => one.rest);
const majors = (text: string) => [...text.matchAll(/\d+/g)].map(([major]) => Number(major));

describe('the image', () => {
  it('is built in two stages on one Node that we support', () => {
    expect(read('Dockerfile')).not.toMatch(/\\$/m);
    const images = all(DOCKERFILE, 'FROM').map((from) => from.split(' ')[0]);
    expect(images).toHaveLength(2);
    expect(new Set(images).size).toBe(1);
    const [major = 0] = majors(images[0] ?? '');
    expect(major).toBeGreaterThanOrEqual(majors(engines.node)[0] ?? Number.NaN);
    expect(majors(/matrix: \{ node: \[([^\]]*)\]/.exec(read('.github/workflows/ci.yml'))?.[1] ?? '')).toContain(major);
  });

  it('copies what is there: out of the project, and out of what was built', () => {
    for (const line of all(build, 'COPY'))
      for (const source of line.split(' ').slice(0, -1)) expect(existsSync(join(ROOT, source)), source).toBe(true);
    const taken = all(final, 'COPY').map((line) => /--from=build .*\/app\/(\S+) /.exec(line)?.[1] ?? line);
    // `dist` is made by the build, `node_modules` by npm ci.
    expect(taken.sort()).toEqual(['dist', 'node_modules', 'package.json', 'prisma']);
    for (const line of all(final, 'COPY')) expect(line).toContain('--chown=root:root');
  });

  it('leaves nothing out that the build reads, and nothing in that is secret or big', () => {
    const ignored = read('.dockerignore').split('\n').filter(Boolean);
    const needed = [...read('scripts/prepare.mjs').matchAll(/sources: \[([^\]]*)\]/g)].flatMap(
      ([, list = '']) => list.match(/[^' ,]+/g) ?? [],
    );
    expect(needed).toContain('src');
    for (const source of [...needed, 'scripts', 'package.json']) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(
        ignored.filter((one) => source === one || source.startsWith(`${one}/`)),
        source,
      ).toEqual([]);
    }
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', 'node_modules', 'dist', 'data']));
  });

  it('runs only scripts that exist, and throws away what is only for building', () => {
    const run = all(DOCKERFILE, 'RUN').join(' && ');
    const called = [...run.matchAll(/npm run (\S+)/g)].map(([, name = '']) => name);
    expect(called).toEqual(['build']);
    expect(called.every((name) => name in scripts)).toBe(true);
    expect(run.indexOf('npm ci')).toBeLessThan(run.indexOf('npm run build'));
    expect(run.indexOf('npm run build')).toBeLessThan(run.indexOf('npm prune --omit=dev'));
  });

  it('runs what the build makes, as a user who owns nothing but the data', () => {
    const command = JSON.parse(all(final, 'CMD')[0] ?? '[]') as string[];
    expect(command).toEqual(['node', 'dist/main.js']);
    expect(existsSync(join(ROOT, 'src/main.ts'))).toBe(true);
    expect(JSON.parse(read('tsconfig.build.json')).compilerOptions).toMatchObject({ outDir: 'dist', rootDir: 'src' });
    const words = final.map(({ word }) => word);
    expect(all(final, 'USER')).toEqual(['node']);
    expect(words.lastIndexOf('USER')).toBeGreaterThan(Math.max(words.lastIndexOf('COPY'), words.lastIndexOf('RUN')));
    const settings = Object.fromEntries(
      all(final, 'ENV')
        .join(' ')
        .split(' ')
        .map((pair) => pair.split('=') as [string, string]),
    );
    expect(settings.DATA_DIR).toBe(all(final, 'VOLUME')[0]);
    expect(all(final, 'RUN').join()).toContain(`chown node:node ${settings.DATA_DIR}`);
    expect(readConfig({ ...settings, SLACK_BOT_TOKEN: 'xoxb-x', SLACK_SIGNING_SECRET: 'a'.repeat(32) })).toMatchObject({
      production: true,
      dataDir: '/data',
    });
    expect(all(final, 'EXPOSE')).toEqual([String(readConfig({}).port)]);
  });

  describe('its health check', () => {
    const command = JSON.parse(/CMD (\[.*\])$/.exec(all(final, 'HEALTHCHECK')[0] ?? '')?.[1] ?? '[]') as string[];
    const check = (port: number) =>
      new Promise<number | null>((resolve) => {
        const [, ...rest] = command;
        spawn(process.execPath, rest, { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' }).on('exit', resolve);
      });

    it('says yes to a server of ours, whether or not it is ready', async () => {
      const server = createWebServer({ routes: () => [], ready: async () => false, log: () => {} });
      const port = await server.listen(0, '127.0.0.1');
      expect(await check(port)).toBe(0);
      await server.close();
      expect(await check(port)).toBe(1);
    });

    it('says no to whatever else answers there', async () => {
      const other = createServer((_, response) => response.writeHead(503).end());
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      expect(await check((other.address() as AddressInfo).port)).toBe(1);
      other.close();
    });
  });
});

it('compose.yaml sets what the configuration reads, for either way to Slack, and lets nothing be written', () => {
  const compose = read('compose.yaml');
  const bot = compose.slice(compose.indexOf('  millrace:'), compose.indexOf('  postgres:'));
  const names = [...bot.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name = '']) => name);
  const known = [...read('src/app/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(names).toEqual(['DATABASE_URL', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET']);
  expect(known).toEqual(expect.arrayContaining(names));
  const url = /DATABASE_URL: (\S+)/.exec(bot)?.[1] ?? '';
  for (const [app, signing] of [
    ['xapp-1', ''],
    ['', 'a'.repeat(32)],
  ] as const)
    expect(
      readConfig({
        NODE_ENV: 'production',
        DATABASE_URL: url,
        SLACK_BOT_TOKEN: 'xoxb-x',
        SLACK_APP_TOKEN: app,
        SLACK_SIGNING_SECRET: signing,
      }).slack,
    ).toBeDefined();
  const { username, password, pathname } = new URL(url);
  for (const [name, value] of [
    ['USER', username],
    ['PASSWORD', password],
    ['DB', pathname.slice(1)],
  ])
    expect(compose).toContain(`POSTGRES_${name}: ${value}`);
  expect(bot).toMatch(/read_only: true/);
  expect(bot).toMatch(/cap_drop: \[ALL\]/);
});

it('whoever stops the container waits for longer than it takes to finish what runs', () => {
  const [, seconds] = /stop_grace_period: (\d+)s$/m.exec(read('compose.yaml')) ?? [];
  expect(Number(seconds) * 1_000).toBeGreaterThan(DRAIN_MS + CLOSE_MS);
  expect(LEAVE_MS).toBeLessThan(DRAIN_MS / 2);
  // Docker itself waits ten seconds only, and says SIGTERM unless told otherwise; so must whoever runs the image without compose.
  expect(all(final, 'STOPSIGNAL')).toEqual([]);
  expect(read('Dockerfile')).toContain(`${(DRAIN_MS + CLOSE_MS) / 1_000} seconds`);
});

it('the workflow runs what the README says, on every Node that we name', () => {
  const workflow = read('.github/workflows/ci.yml');
  const commands = [...workflow.matchAll(/run: (.*)/g)].map(([, command]) => command);
  expect(commands).toEqual(['npm ci', 'npm run test:all']);
  for (const command of commands) expect(read('README.md')).toContain(command);
  const nodes = majors(/node: \[([^\]]*)\]/.exec(workflow)?.[1] ?? '');
  expect(nodes[0]).toBe(majors(engines.node)[0]);
});
