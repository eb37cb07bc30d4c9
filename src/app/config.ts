import { z } from 'zod';
import { isLoopback } from '../web/loopback.ts';

/** How this process runs: read once, from the environment, by `readConfig` alone. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  /** undefined: 127.0.0.1 with the playground, every address otherwise. */
  readonly host: string | undefined;
  /** Hosts besides this machine's own by which a playground may be called, each with its port where that is not the usual one. */
  readonly playgroundHosts?: readonly string[];
  readonly logLevel: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly migrate: boolean;
  /** undefined: no Slack workspace is connected. When Teams is not either, the playground stands in for one. */
  readonly slack: SlackConfig | undefined;
  readonly teams: TeamsConfig | undefined;
}

export interface SlackConfig {
  readonly botToken: string;
  /** One, or two while the secret is being changed; maybe none with an app token. */
  readonly signingSecrets: readonly string[];
  /** Set: Socket Mode. The bot calls Slack, and needs no public address. */
  readonly appToken: string | undefined;
  readonly apiUrl: string | undefined;
}

export interface TeamsConfig {
  /** Empty only with `anonymous`. */
  readonly appId: string;
  readonly appPassword: string;
  /** The one tenant that is served. */
  readonly tenantId: string;
  /** Nobody is asked for a token: for a local client, never in production. */
  readonly anonymous: boolean;
  /** Another place than Microsoft's for the keys that sign requests; tokens for the bot's own calls then come from there, too. */
  readonly openIdUrl: string | undefined;
  /** Hosts besides Microsoft's that the bot may call. */
  readonly serviceHosts: readonly string[];
}

/** Every problem of the environment at once, each with its fix. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((one) => `  - ${one}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const HOST_SHAPE = /^[\w.:-]+$/;

const optional = (schema: z.ZodType<string>) => schema.optional();

const hostList = (error: string) =>
  optional(z.string().refine((text) => splitList(text).every((one) => /^[a-z0-9.-]+(:\d{1,5})?$/i.test(one)), { error }));

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const SCHEMA = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], {
      error: 'NODE_ENV is production, development or test. Leave it unset to try things out.',
    })
    .optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'PORT is a number from 0 to 65535, such as 3000.' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'PORT is a number from 0 to 65535, such as 3000.' })
    .optional(),
  HOST: optional(z.string().regex(HOST_SHAPE, { error: 'HOST is an address to listen on, such as 127.0.0.1 or 0.0.0.0.' })),
  PLAYGROUND_HOSTS: hostList('PLAYGROUND_HOSTS is one host or several, separated by commas, such as 192.168.1.20:3000.'),
  LOG_LEVEL: z.enum(LEVELS, { error: `LOG_LEVEL is one of ${LEVELS.join(', ')}.` }).optional(),
  DATABASE_URL: optional(
    z.string().refine((url) => /^postgres(ql)?:\/\/[^/]/.test(url) && URL.canParse(url), {
      error: 'DATABASE_URL looks like postgres://user:password@host:5432/database. Leave it unset to use the embedded database.',
    }),
  ),
  DATA_DIR: optional(z.string()),
  MIGRATE: z
    .enum(['on', 'off'], { error: 'MIGRATE is off (the schema is left alone: another process brings it up to date) or on, the default.' })
    .optional(),
  SLACK_BOT_TOKEN: optional(
    z.string().regex(/^xoxb-/, { error: 'SLACK_BOT_TOKEN begins with xoxb-. Slack shows it under OAuth & Permissions after the install.' }),
  ),
  SLACK_SIGNING_SECRET: optional(
    z.string().refine((text) => splitList(text).length <= 2 && splitList(text).every((one) => one.length >= 16), {
      error: 'SLACK_SIGNING_SECRET is the secret from Basic Information, or two separated by a comma while it is being changed.',
    }),
  ),
  SLACK_APP_TOKEN: optional(
    z.string().regex(/^xapp-/, {
      error: 'SLACK_APP_TOKEN begins with xapp-. Make one under Basic Information, App-Level Tokens, with the scope connections:write.',
    }),
  ),
  SLACK_API_URL: optional(
    z.string().refine((url) => URL.canParse(url) && /^https?:/.test(url), {
      error: 'SLACK_API_URL is a full address, such as https://slack.com/api/.',
    }),
  ),
  TEAMS_APP_ID: optional(
    z.string().regex(GUID, { error: 'TEAMS_APP_ID is the application (client) id of the bot, 32 digits with hyphens.' }),
  ),
  TEAMS_APP_PASSWORD: optional(z.string()),
  TEAMS_TENANT_ID: optional(
    z.string().regex(GUID, { error: 'TEAMS_TENANT_ID is the directory (tenant) id of the bot, 32 digits with hyphens.' }),
  ),
  TEAMS_ANONYMOUS: z.enum(['0', '1'], { error: 'TEAMS_ANONYMOUS is 1 (a local client, no registration) or 0, the default.' }).optional(),
  TEAMS_OPENID_URL: optional(
    z.string().refine((url) => URL.canParse(url) && /^https?:/.test(url), {
      error: 'TEAMS_OPENID_URL is the full address of OpenID metadata. Leave it unset to use Microsoft’s.',
    }),
  ),
  TEAMS_SERVICE_HOSTS: hostList('TEAMS_SERVICE_HOSTS is one host or several, separated by commas, such as localhost:56150.'),
});

const TEAMS_NAMES = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'] as const;
/** The tenant of a local client: whatever it says, there is only one. */
const LOCAL_TENANT = 'local';

function splitList(text: string): string[] {
  return text.split(',').map((one) => one.trim());
}

/**
 * Reads the environment. Empty variables count as unset.
 *
 * @throws ConfigError with every problem and its fix
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = SCHEMA.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  const has = (name: string) => given[name] !== undefined;
  const slack = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'].some(has);
  if (has('SLACK_BOT_TOKEN') && !has('SLACK_SIGNING_SECRET') && !has('SLACK_APP_TOKEN'))
    problems.push(
      'SLACK_BOT_TOKEN needs a way for Slack to reach the bot. Set SLACK_APP_TOKEN (xapp-…, Socket Mode, no public address), or SLACK_SIGNING_SECRET from Basic Information (HTTP).',
    );
  if (slack && !has('SLACK_BOT_TOKEN'))
    problems.push('SLACK_BOT_TOKEN is missing. Slack shows it under OAuth & Permissions after the install.');
  problems.push(...teamsProblems(given));
  if (given.NODE_ENV === 'production' && !slack && !has('TEAMS_ANONYMOUS') && !TEAMS_NAMES.some(has)) {
    problems.push(
      'No platform is configured. Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, or TEAMS_APP_ID with TEAMS_APP_PASSWORD and TEAMS_TENANT_ID, or leave NODE_ENV unset to try the playground.',
    );
  }
  // Where nobody is asked who they are, being reached from outside is said twice.
  const open = given.TEAMS_ANONYMOUS === '1' || (!slack && !TEAMS_NAMES.some(has));
  if (open && HOST_SHAPE.test(given.HOST ?? '') && !isLoopback(given.HOST ?? '') && !has('PLAYGROUND_HOSTS'))
    problems.push(
      `HOST ${given.HOST} lets everybody who reaches this machine into the playground, where nobody is asked who they are. Leave HOST unset, or set PLAYGROUND_HOSTS, too: the hosts by which it may be called, such as 192.168.1.20:3000.`,
    );
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const { data } = parsed;
  return {
    production: data.NODE_ENV === 'production',
    port: data.PORT ?? 3000,
    host: data.HOST,
    ...(data.PLAYGROUND_HOSTS === undefined ? {} : { playgroundHosts: splitList(data.PLAYGROUND_HOSTS.toLowerCase()) }),
    // In the playground a person reads the terminal: only what went wrong.
    logLevel: data.LOG_LEVEL ?? (data.SLACK_BOT_TOKEN || data.TEAMS_APP_ID ? 'info' : 'warn'),
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR ?? './data',
    migrate: data.MIGRATE !== 'off',
    slack:
      data.SLACK_BOT_TOKEN === undefined
        ? undefined
        : {
            botToken: data.SLACK_BOT_TOKEN,
            signingSecrets: data.SLACK_SIGNING_SECRET === undefined ? [] : splitList(data.SLACK_SIGNING_SECRET),
            appToken: data.SLACK_APP_TOKEN,
            apiUrl: data.SLACK_API_URL,
          },
    teams: teamsOf(data),
  };
}

/** What is wrong with the variables of Teams taken together. An empty app id would let everybody in, so it never counts as one. */
function teamsProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  const has = (name: string) => given[name] !== undefined;
  const production = given.NODE_ENV === 'production';
  const anonymous = given.TEAMS_ANONYMOUS === '1';
  const problems: string[] = [];
  if (anonymous && production)
    problems.push('TEAMS_ANONYMOUS lets everybody in, so it is refused in production. Set TEAMS_APP_ID, or leave NODE_ENV unset.');
  for (const name of ['TEAMS_OPENID_URL', 'TEAMS_SERVICE_HOSTS'].filter((one) => production && has(one)))
    problems.push(`${name} is for trying things out and is refused in production. Remove it.`);
  if (anonymous && has('TEAMS_APP_ID')) problems.push('TEAMS_ANONYMOUS and TEAMS_APP_ID exclude each other. Remove one of them.');
  if (!anonymous && [...TEAMS_NAMES, 'TEAMS_OPENID_URL', 'TEAMS_SERVICE_HOSTS'].some(has)) {
    for (const name of TEAMS_NAMES.filter((one) => !has(one)))
      problems.push(`${name} is missing. Teams needs ${TEAMS_NAMES.join(', ')}; the registration of the bot in Azure shows them.`);
  }
  return problems;
}

function teamsOf(data: z.infer<typeof SCHEMA>): TeamsConfig | undefined {
  const anonymous = data.TEAMS_ANONYMOUS === '1';
  if (!anonymous && data.TEAMS_APP_ID === undefined) return undefined;
  return {
    appId: data.TEAMS_APP_ID?.toLowerCase() ?? '',
    appPassword: data.TEAMS_APP_PASSWORD ?? '',
    tenantId: data.TEAMS_TENANT_ID?.toLowerCase() ?? LOCAL_TENANT,
    anonymous,
    openIdUrl: data.TEAMS_OPENID_URL,
    serviceHosts: data.TEAMS_SERVICE_HOSTS === undefined ? [] : splitList(data.TEAMS_SERVICE_HOSTS.toLowerCase()),
  };
}
