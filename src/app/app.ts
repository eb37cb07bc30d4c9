import cron from 'node-cron';
import { catalogue } from '../chat/catalogue.ts';
import { createChat } from '../chat/chat.ts';
import type { Database } from '../database/connection/database.ts';
import type { Workspace } from '../database/messages/outbox.ts';
import { accountsOf, membersOf, namesOf } from '../database/organization/accounts.ts';
import { purgeExpired } from '../database/requests/purge.ts';
import { WORKSPACE_ID } from '../demo/company.ts';
import { features } from '../features/index.ts';
import type { Playground } from '../playground/index.ts';
import { createOutboxSender } from '../schedule/outbox-sender.ts';
import { createSlack, type People, type Slack, type SlackOptions } from '../slack/index.ts';
import type { Teams, TeamsOptions } from '../teams/index.ts';
import { createWebServer, type Route } from '../web/server.ts';
import type { Config } from './config.ts';
import { connectTeams } from './connect-teams.ts';
import { createDemoPlayground, PLAYGROUND_SECRETS } from './demo-playground.ts';
import type { Logger } from './log.ts';
import { createPorts } from './ports.ts';

const DRAIN_MS = 25_000;

export interface AppOptions {
  readonly config: Config;
  readonly database: Database;
  readonly log: Logger;
  /** The database holds the demo organization. */
  readonly demo: boolean;
  /** The workspace that the stand-in plays; the demo's when missing. */
  readonly workspaceId?: string;
  /** Tests shorten the platforms' pace. */
  readonly timing?: { readonly slack?: SlackOptions['timing']; readonly teams?: TeamsOptions['timing'] };
  /** How long the stand-in waits for an answer: tests of the page on a busy machine are patient. */
  readonly answerTimeoutMs?: number;
}

/** A running Millrace. */
export interface App {
  readonly port: number;
  /** Set when no platform is connected: the Slack stand-in. */
  readonly playground: Playground | undefined;
  /** Resolves when nothing is being handled or sent. */
  readonly idle: () => Promise<void>;
  /** Not ready at once; finishes what runs, at most 25 s; stops listening. The database is the caller's to close. */
  readonly stop: () => Promise<void>;
}

/** Puts the rooms together: features → chat → platforms → web. The only place that knows them all. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, database, log, demo, workspaceId = WORKSPACE_ID, timing, answerTimeoutMs } = options;
  const state = { ready: false, port: config.port };
  const address = () => `http://127.0.0.1:${state.port}`;
  const parts: { slack?: Slack; slackHome?: Workspace; teams?: Teams } = {};
  const teamsHome: Workspace | undefined = config.teams && { platform: 'teams', externalId: config.teams.tenantId };

  const outbox = createOutboxSender({
    database,
    send: async (delivery) => {
      const platform = delivery.platform === 'teams' ? parts.teams : parts.slack;
      return platform ? platform.send(delivery) : { type: 'limited', seconds: 5 };
    },
    homes: () => [parts.slackHome, parts.teams && teamsHome].filter((one) => one !== undefined),
    clock: () => new Date(),
    log: (level, fields, message) => log[level](fields, message),
  });
  const chat = createChat(catalogue(features), createPorts({ database, log, adopt: true, committed: outbox.kick }));
  const idle = async () => {
    await Promise.all([parts.slack?.drain(DRAIN_MS), parts.teams?.drain(DRAIN_MS)]);
    await outbox.idle();
  };
  const connected = config.slack !== undefined || config.teams !== undefined;
  const playground = connected
    ? undefined
    : createDemoPlayground({ database, config, address, demo, workspaceId, whenBotIdle: idle, answerTimeoutMs });
  const secrets = config.slack ?? PLAYGROUND_SECRETS;
  const connect = (apiUrl: string | undefined) =>
    createSlack({
      botToken: secrets.botToken,
      signingSecrets: secrets.signingSecrets,
      ...(config.slack?.appToken === undefined ? {} : { appToken: config.slack.appToken }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
      chat,
      people: peopleOf(database),
      log,
      ...(timing?.slack === undefined ? {} : { timing: timing.slack }),
    });

  const web = createWebServer({
    routes: () => [parts.slack?.routes, parts.teams?.routes, playground?.routes].flatMap((some) => (some ?? []) as readonly Route[]),
    ready: async () => state.ready && (await isAlive(database)),
    log: (level, fields, message) => log[level](fields, message),
  });
  // Where nobody is asked who he is, nobody from outside may ask.
  const host = config.host ?? (playground || config.teams?.anonymous ? '127.0.0.1' : '0.0.0.0');
  // A wrong token must end the start before anybody is answered; the stand-in can only be asked once it listens.
  const begin = async (apiUrl: string | undefined) => {
    parts.slack = connect(apiUrl);
    const { teamId } = await parts.slack.start();
    parts.slackHome = { platform: 'slack', externalId: teamId };
  };
  if (config.slack) await begin(config.slack.apiUrl);
  if (config.teams) {
    const teams = { config: config.teams, database, features, chat, log };
    parts.teams = await connectTeams(timing?.teams === undefined ? teams : { ...teams, timing: timing.teams });
  }
  state.port = await web.listen(config.port, host);
  if (playground) await begin(`${address()}/standin/api/`);
  await parts.slack?.open();
  state.ready = true;

  // What another replica left behind, and what was put off, goes out at the latest a minute later.
  const tick = async () => {
    outbox.kick();
    await purgeExpired(database, new Date()).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'what expired could not be removed'),
    );
  };
  const ticker = cron.schedule('* * * * *', tick, { timezone: 'UTC', noOverlap: true });
  outbox.kick();
  return {
    port: state.port,
    playground,
    idle,
    stop: async () => {
      state.ready = false;
      await ticker.destroy();
      const closed = web.close();
      await playground?.stop();
      await idle();
      // Answers leave through the socket, so it goes last.
      await parts.slack?.close();
      await closed;
    },
  };
}

function peopleOf(database: Database): People {
  return {
    accountsOf: (workspaceId, memberIds) => accountsOf(database, 'slack', workspaceId, memberIds),
    namesOf: (workspaceId, externalUserIds) => namesOf(database, 'slack', workspaceId, externalUserIds),
    membersOf: (sender, externalUserIds, askNames) => membersOf(database, sender, externalUserIds, askNames),
  };
}

async function isAlive(database: Database): Promise<boolean> {
  try {
    await database.sql.$queryRaw`SELECT 1 AS one`;
    return true;
  } catch {
    return false;
  }
}
