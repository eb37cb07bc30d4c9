import cron from 'node-cron';
import { catalogue } from '../chat/catalogue.ts';
import { createChat } from '../chat/chat.ts';
import { isAnswering } from '../database/connection/answering.ts';
import type { Database } from '../database/connection/database.ts';
import type { Workspace } from '../database/messages/outbox.ts';
import { liftSuspension, retrySuspended } from '../database/messages/suspension.ts';
import { accountsOf, membersOf, namesOf } from '../database/organization/accounts.ts';
import { purgeExpired } from '../database/requests/purge.ts';
import { WORKSPACE_ID } from '../demo/company.ts';
import { createSlowDown, type Limits } from '../edge/slow-down.ts';
import { within } from '../edge/within.ts';
import { features } from '../features/index.ts';
import type { Playground } from '../playground/index.ts';
import { createOutboxSender } from '../schedule/outbox-sender.ts';
import { createSlack, type People, type Slack, type SlackOptions } from '../slack/index.ts';
import type { Teams, TeamsOptions } from '../teams/index.ts';
import { localOnly } from '../web/local-only.ts';
import { createWebServer, type Route } from '../web/server.ts';
import type { Config } from './config.ts';
import { connectTeams } from './connect-teams.ts';
import { createDemoPlayground } from './demo-playground.ts';
import { fingerprint } from './fingerprint.ts';
import type { Logger } from './log.ts';
import { createPorts } from './ports.ts';
import { DRAIN_MS, LEAVE_MS } from './stopping.ts';

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
  /** How much one person and workspace may ask; missing: `LIMITS`. Tests ask faster than people do. */
  readonly limits?: Limits;
  /** How long `/readyz` says no before anything closes, in ms. Missing: as long as a balancer needs, and not at all where none is. */
  readonly leaveMs?: number;
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
  /**
   * Not ready at once, while a balancer looks elsewhere; then begins nothing more, finishes what runs, and stops listening: 25 s at most
   * for everything. The database is the caller's to close.
   */
  readonly stop: () => Promise<void>;
}

/** Puts the rooms together: features → chat → platforms → web. The only place that knows them all. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, database, log, demo, workspaceId = WORKSPACE_ID, timing, answerTimeoutMs } = options;
  const leaveMs = options.leaveMs ?? (behindBalancer(config) ? LEAVE_MS : 0);
  const state = { ready: false, port: config.port };
  const address = () => `http://127.0.0.1:${state.port}`;
  const parts: { slack?: Slack; slackHome?: Workspace; teams?: Teams } = {};
  const teamsHome: Workspace | undefined = config.teams && {
    platform: 'teams',
    externalId: config.teams.tenantId,
    token: teamsToken(config.teams),
  };

  const homes = () => [parts.slackHome, parts.teams && teamsHome].filter((one) => one !== undefined);

  const outbox = createOutboxSender({
    database,
    send: async (delivery) => {
      const platform = delivery.platform === 'teams' ? parts.teams : parts.slack;
      return platform ? platform.send(delivery) : { type: 'later', seconds: 5 };
    },
    homes,
    paceMs: pacesOf(timing),
    log: (level, fields, message) => log[level](fields, message),
  });
  const chat = createChat(catalogue(features), {
    ...createPorts({ database, log, adopt: true, committed: outbox.kick }),
    slowDown: createSlowDown(options.limits),
  });
  const handled = (ms: number) => Promise.all([parts.slack?.drain(ms), parts.teams?.drain(ms)]);
  const idle = async () => {
    await handled(DRAIN_MS);
    await outbox.idle();
  };
  const connected = config.slack !== undefined || config.teams !== undefined;
  const playground = connected
    ? undefined
    : createDemoPlayground({ database, config, address, demo, workspaceId, whenBotIdle: idle, answerTimeoutMs });
  const slackSecrets = () => {
    const secrets = config.slack ?? playground?.secrets;
    if (!secrets) throw new Error('There is no Slack to connect.');
    return secrets;
  };
  const connect = (apiUrl: string | undefined) => {
    const secrets = slackSecrets();
    return createSlack({
      botToken: secrets.botToken,
      signingSecrets: secrets.signingSecrets,
      ...(config.slack?.appToken === undefined ? {} : { appToken: config.slack.appToken }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
      chat,
      people: peopleOf(database),
      log,
      ...(timing?.slack === undefined ? {} : { timing: timing.slack }),
    });
  };

  const door = localOnly(config.playgroundHosts ?? []);
  const guarded = (routes: readonly Route[] = [], local: boolean) => (local ? routes.map(door) : routes);
  if (config.playgroundHosts && (playground || config.teams?.anonymous))
    log.warn({ hosts: config.playgroundHosts.length }, 'Others may call this playground, where nobody is asked who they are');
  const web = createWebServer({
    // Where nobody is asked who they are, a page of another site may not ask either.
    routes: () => [
      ...guarded(parts.slack?.routes, playground !== undefined),
      ...guarded(parts.teams?.routes, config.teams?.anonymous === true),
      ...guarded(playground?.routes, true),
    ],
    ready: async () => state.ready && (await isAnswering(database)),
    log: (level, fields, message) => log[level](fields, message),
  });
  // Where nobody is asked who he is, nobody from outside may ask.
  const host = config.host ?? (playground || config.teams?.anonymous ? '127.0.0.1' : '0.0.0.0');
  // A wrong token must end the start before anybody is answered; the stand-in can only be asked once it listens.
  const begin = async (apiUrl: string | undefined) => {
    parts.slack = connect(apiUrl);
    const { teamId } = await parts.slack.start();
    parts.slackHome = { platform: 'slack', externalId: teamId, token: fingerprint(slackSecrets().botToken) };
    // Slack took the token just now.
    await liftSuspension(database, parts.slackHome);
  };
  if (config.slack) await begin(config.slack.apiUrl);
  if (config.teams) {
    const teams = { config: config.teams, database, features, chat, log };
    parts.teams = await connectTeams(timing?.teams === undefined ? teams : { ...teams, timing: timing.teams });
    // The secret may have been put in order since; the next message shows.
    if (teamsHome) await liftSuspension(database, teamsHome);
  }
  state.port = await web.listen(config.port, host);
  if (playground) await begin(`${address()}/standin/api/`);
  await parts.slack?.open();
  state.ready = true;

  // What another replica left behind, and what was put off, goes out at the latest a minute later.
  const tick = async () => {
    await Promise.all(homes().map((home) => retrySuspended(database, home))).catch((error: unknown) =>
      log.warn({ error }, 'whether a refused token works again could not be asked'),
    );
    outbox.kick();
    await purgeExpired(database, new Date()).catch((error: unknown) => log.warn({ error }, 'what expired could not be removed'));
  };
  const ticker = cron.schedule('* * * * *', tick, { timezone: 'UTC', noOverlap: true });
  outbox.kick();
  return {
    port: state.port,
    playground,
    idle,
    stop: async () => {
      const deadline = performance.now() + DRAIN_MS;
      const left = () => Math.max(0, deadline - performance.now());
      state.ready = false;
      await ticker.destroy();
      await web.leave(leaveMs);
      const closed = web.close(left());
      await playground?.stop();
      await within(Promise.all([handled(left()), outbox.stop()]), left());
      // Answers leave through the socket, so it goes last.
      await parts.slack?.close();
      await closed;
    },
  };
}

/** May somebody send requests here who would have to learn that we go? A socket is ours, and a playground is one person's. */
function behindBalancer({ production, slack, teams }: Config): boolean {
  return production && ((slack !== undefined && slack.appToken === undefined) || teams !== undefined);
}

function teamsToken({ appId, appPassword }: NonNullable<Config['teams']>): string {
  return fingerprint(`${appId} ${appPassword}`);
}

function pacesOf(timing: AppOptions['timing']): Readonly<Record<string, number>> {
  const given = { slack: timing?.slack?.betweenPosts, teams: timing?.teams?.betweenPosts };
  return Object.fromEntries(Object.entries(given).flatMap(([platform, ms]) => (ms === undefined ? [] : [[platform, ms]])));
}

function peopleOf(database: Database): People {
  return {
    accountsOf: (workspaceId, memberIds) => accountsOf(database, 'slack', workspaceId, memberIds),
    namesOf: (workspaceId, externalUserIds) => namesOf(database, 'slack', workspaceId, externalUserIds),
    membersOf: (sender, externalUserIds, askNames) => membersOf(database, sender, externalUserIds, askNames),
  };
}
