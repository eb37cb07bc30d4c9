import { startApp } from './app/app.ts';
import { ConfigError, readConfig } from './app/config.ts';
import { tips } from './app/demo-playground.ts';
import { createLog } from './app/log.ts';
import { CLOSE_MS } from './app/stopping.ts';
import { openDatabase } from './database/connection/open.ts';
import { CHANNELS, PEOPLE, WORKSPACE_ID } from './demo/company.ts';
import { isEmpty, loadDemo } from './demo/load.ts';
import { openTeamsDoor } from './demo/teams-door.ts';
import { describeError } from './edge/describe-error.ts';
import { within } from './edge/within.ts';

/** Starts the process: configuration, database, demo when there is nothing, then everything else. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const database = await openDatabase({ ...config, warn: (message, about) => log.warn(about, message) }, fail);
  try {
    // Microsoft's local client is shown the demo, too.
    const connected = config.slack !== undefined || (config.teams !== undefined && !config.teams.anonymous);
    // `--empty`: begin with setup instead of the demo.
    const wanted = !connected && !process.argv.includes('--empty');
    const loaded = wanted && (await isEmpty(database)) ? await loadDemo(database, { now: new Date(), workspaceId: WORKSPACE_ID }) : null;
    const demo = loaded !== null || (!connected && (await holdsDemo(database)));
    if (demo && config.teams) await openTeamsDoor(database, config.teams.tenantId);
    const app = await startApp({ config, database, log, demo });
    say(app.playground ? greeting(app.port, demo, config.playgroundHosts) : `Millrace is ready on port ${app.port}.\n`);
    stopOnSignals(async () => {
      await app.stop();
      // Nothing of ours runs any more; a connection that does not answer is not waited for.
      await within(database.close(), CLOSE_MS);
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function holdsDemo(database: Awaited<ReturnType<typeof openDatabase>>): Promise<boolean> {
  // Not through Prisma's models: their engine is loaded with the first question to them, and takes its memory from then on.
  const rows = await database.sql.$queryRaw<unknown[]>`
    SELECT 1 AS one FROM workspace w JOIN organization o ON o.id = w.organization_id
    WHERE w.platform = 'slack' AND w.external_id = ${WORKSPACE_ID} AND o.setup_at IS NOT NULL`;
  return rows.length > 0;
}

function greeting(port: number, demo: boolean, hosts: readonly string[] = []): string {
  const lines = tips(demo).map((tip) => {
    const person = PEOPLE.find((one) => one.id === tip.as)?.realName;
    const channel = CHANNELS.find((one) => one.id === tip.channel)?.name;
    return `  ${tip.type.padEnd(20)} as ${person}, in #${channel}`;
  });
  const reach =
    hosts.length === 0
      ? 'everything stays on this machine'
      : `whoever reaches it as ${hosts.join(' or ')} can be anybody in it, and reset it; nobody is asked who they are`;
  return `\nMillrace is running. Open http://localhost:${port} and type\n${lines.join('\n')}\n\nNo workspace is connected: this is a playground, and ${reach}.\n\n`;
}

// The first signal finishes what runs, the second ends at once.
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

function say(text: string): void {
  process.stdout.write(text);
}

function fail(error: unknown): never {
  process.stderr.write(`\n${error instanceof ConfigError || error instanceof Error ? error.message : String(error)}\n\n`);
  process.exit(1);
}

// By a fault that nobody expected: its message may quote what somebody typed, so it is not said.
function crash(error: unknown): never {
  const { error: name, code = '', stack = '' } = describeError(error);
  process.stderr.write(`\nMillrace ended by a fault of its own: ${name} ${code}\n${stack}\n\n`);
  process.exit(1);
}

for (const kind of ['uncaughtException', 'unhandledRejection'] as const) process.on(kind, crash);
main().catch(fail);
