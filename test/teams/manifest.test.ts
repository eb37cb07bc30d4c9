import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { teamsManifestFile } from '../../src/app/manifests.ts';
import { commandsOf } from '../../src/chat/feature.ts';
import { features } from '../../src/features/index.ts';

const SCHEMA = fileURLToPath(new URL('../../../shared/data/schemas/MicrosoftTeams.schema.json', import.meta.url));
const here = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const text = here('manifests/teams/manifest.json');

interface Command {
  readonly title: string;
  readonly description: string;
}

interface Manifest {
  readonly version: string;
  readonly bots: readonly [
    {
      readonly scopes: readonly string[];
      readonly supportsTargetedMessages: boolean;
      readonly commandLists: readonly {
        readonly scopes: readonly string[];
        readonly triggers: readonly string[];
        readonly commands: readonly Command[];
      }[];
    },
  ];
  readonly composeExtensions: readonly [
    {
      readonly commands: readonly (Command & {
        readonly id: string;
        readonly type: string;
        readonly context: readonly string[];
        readonly fetchTask: boolean;
      })[];
    },
  ];
}

const manifest = JSON.parse(text) as Manifest;
const [bot] = manifest.bots;
const commands = commandsOf(features);

describe('manifests/teams/manifest.json', () => {
  it('is what the list of features says (npm run generate:docs)', () => {
    const { version } = JSON.parse(here('package.json')) as { version: string };
    expect(text).toBe(teamsManifestFile(features, version));
  });

  it('lets people type in every place, and gives each place one list', () => {
    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(bot.supportsTargetedMessages).toBe(true);
    expect(bot.commandLists.flatMap((list) => list.scopes).sort()).toEqual([...bot.scopes].sort());
    expect(bot.commandLists.length).toBeLessThanOrEqual(3);
  });

  it.each(bot.commandLists.map((list) => [list.scopes.join(' and '), list] as const))('suggests commands that exist: %s', (_, list) => {
    const titles = list.commands.map((one) => one.title);
    expect(titles.length).toBeLessThanOrEqual(12);
    expect(new Set(titles).size).toBe(titles.length);
    expect(list.triggers).toEqual(['mention', 'slash']);
    for (const one of commands.filter((known) => known.first)) expect(titles).toContain(one.name);
    for (const name of ['setup', 'help']) expect(titles).toContain(name);
    for (const { title, description } of list.commands) {
      const known = commands.find((one) => one.name === title);
      expect(known, title).toBeDefined();
      expect(description.startsWith(known?.summary ?? '?')).toBe(true);
      // In Teams nobody types a slash and "flow".
      expect(description).not.toContain('/flow');
    }
  });

  it('offers every shortcut in every message’s menu, and fetches its form', () => {
    const entries = features.flatMap((feature) => feature.shortcuts ?? []);
    expect(entries.length).toBeGreaterThan(0);
    expect(manifest.composeExtensions[0].commands).toEqual(
      entries.map(({ name, title, summary }) => ({
        id: name,
        type: 'action',
        context: ['message'],
        title,
        description: summary,
        fetchTask: true,
      })),
    );
  });

  it('names no rival', () => {
    expect(text).not.toMatch(/slack|mattermost|discord|google chat|webex|zoom/i);
  });

  it.skipIf(!existsSync(SCHEMA))('fits Microsoft’s own schema (skipped where ../shared is not there)', () => {
    const load = createRequire(import.meta.url);
    const { default: Ajv } = load('ajv-draft-04') as typeof import('ajv-draft-04');
    const { default: addFormats } = load('ajv-formats') as typeof import('ajv-formats');
    const ajv = new Ajv({ strict: false });
    addFormats(ajv as never);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    // The checker must be able to say no.
    expect(validate({ ...JSON.parse(text), id: 'TEAMS_APP_ID' })).toBe(false);
  });
});
