import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandsOf } from '../chat/feature.ts';
import type { Database } from '../database/connection/database.ts';
import { clearDemo } from '../demo/clear.ts';
import { CHANNELS, ORGANIZATION, PEOPLE, PLATFORM, TIPS } from '../demo/company.ts';
import { loadDemo } from '../demo/load.ts';
import { features } from '../features/index.ts';
import { createPlayground, type Playground, type PlaygroundOptions } from '../playground/index.ts';
import { SCOPES, SLASH_COMMAND, usageHint } from '../slack/manifest.ts';
import type { Config } from './config.ts';

// Built by `npm start`, in dist/page. From src/ or dist/ alike it is beside this file's folder.
const PAGE = fileURLToPath(new URL('../../dist/page/', import.meta.url));

/** Things to type for a newcomer, with the demo's people and channels by their ids. */
export function tips(demo: boolean): { type: string; as: string; channel: string }[] {
  const wanted = demo ? TIPS : [{ text: '/flow setup', as: PEOPLE.find((one) => one.admin)?.name ?? '', channel: 'general' }];
  return wanted.flatMap((tip) => {
    const person = PEOPLE.find((one) => one.name === tip.as);
    const channel = CHANNELS.find((one) => one.name === tip.channel);
    return person && channel ? [{ type: tip.text, as: person.id, channel: channel.id }] : [];
  });
}

export interface DemoPlaygroundOptions {
  readonly database: Database;
  readonly config: Pick<Config, 'databaseUrl' | 'dataDir'>;
  readonly address: () => string;
  /** Does the database hold the demo? Else tips lead to setup. */
  readonly demo: boolean;
  readonly workspaceId: string;
  readonly whenBotIdle: () => Promise<void>;
  /** How long the stand-in waits for an answer; as long as Slack when missing. */
  readonly answerTimeoutMs?: number | undefined;
}

/** The Slack stand-in with the demo's people and channels. */
export function createDemoPlayground({
  database,
  config,
  address,
  demo,
  workspaceId,
  whenBotIdle,
  answerTimeoutMs,
}: DemoPlaygroundOptions): Playground {
  return createPlayground({
    baseUrl: address,
    // New at each start: a secret that stands in the source proves nothing.
    signingSecret: randomBytes(32).toString('hex'),
    botToken: `xoxb-${randomBytes(24).toString('hex')}`,
    ...demoTown(workspaceId),
    tips: tips(demo),
    ...(existsSync(PAGE) ? { pageFolder: PAGE } : {}),
    ...(config.databaseUrl === undefined ? { memory: fileMemory(join(resolve(config.dataDir), 'playground.json')) } : {}),
    onReset: () => reset(database, workspaceId),
    whenBotIdle,
    ...(answerTimeoutMs === undefined ? {} : { answerTimeoutMs }),
  });
}

/** The demo's company as a workspace of Slack: its people, channels, and what the bot offers there. */
export function demoTown(
  workspaceId: string,
): Pick<PlaygroundOptions, 'team' | 'bot' | 'scopes' | 'people' | 'channels' | 'commands' | 'shortcuts'> {
  return {
    team: { id: workspaceId, name: ORGANIZATION.name },
    bot: { id: 'U0MILLRACE', botId: 'B0MILLRACE', appId: 'A0MILLRACE', name: 'Millrace' },
    scopes: SCOPES.bot,
    people: PEOPLE.map(({ id, name, realName, role, zone, admin }) => ({ id, name, realName, role, zone, ...(admin ? { admin } : {}) })),
    channels: [
      ...CHANNELS.map(({ id, name, kind, topic, botIsMember }) => ({ id, name, kind, topic, botIsMember })),
      ...PEOPLE.map(({ id }) => ({
        id: id.replace(/^U/, 'D'),
        name: 'Millrace',
        kind: 'direct' as const,
        personId: id,
        botIsMember: true,
      })),
    ],
    commands: [
      {
        command: SLASH_COMMAND.command,
        description: SLASH_COMMAND.description,
        usageHint: usageHint(commandsOf(features).flatMap((one) => (one.first ? [one.name] : []))),
        words: commandWords(),
      },
    ],
    shortcuts: features.flatMap((feature) =>
      (feature.shortcuts ?? []).map(({ name, title }) => ({ callbackId: name, name: title, type: 'message' as const })),
    ),
  };
}

function commandWords() {
  return commandsOf(features)
    .filter((one) => one.name !== '')
    .map((one) => ({ word: one.name, usage: one.usage, summary: one.summary }));
}

// The conversation is kept beside the embedded database; written aside and renamed, so that a crash leaves the old one.
function fileMemory(path: string) {
  return {
    load: async () => {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    save: async (text: string) => {
      await writeFile(`${path}.new`, text);
      await rename(`${path}.new`, path);
    },
  };
}

// Only the demo is ours to throw away: where somebody imported real work, the conversation alone is reset.
async function reset(database: Database, workspaceId: string): Promise<void> {
  const imported = await database.sql.$queryRaw<unknown[]>`SELECT 1 AS one FROM item WHERE external_source IS NOT NULL LIMIT 1`;
  if (imported.length > 0) return;
  await clearDemo(database, PLATFORM, workspaceId);
  await loadDemo(database, { now: new Date(), workspaceId });
}
