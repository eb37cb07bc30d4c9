import { z } from 'zod';

/** How this process runs: read once, from the environment, by `readConfig` alone. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  /** undefined: 127.0.0.1 with the playground, every address otherwise. */
  readonly host: string | undefined;
  readonly logLevel: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly migrate: boolean;
  /** undefined: no Slack workspace is connected, and the playground stands in for one. */
  readonly slack: SlackConfig | undefined;
}

export interface SlackConfig {
  readonly botToken: string;
  /** One, or two while the secret is being changed; maybe none with an app token. */
  readonly signingSecrets: readonly string[];
  /** Set: Socket Mode. The bot calls Slack, and needs no public address. */
  readonly appToken: string | undefined;
  readonly apiUrl: string | undefined;
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

const optional = (schema: z.ZodType<string>) => schema.optional();

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
  HOST: optional(z.string().regex(/^[\w.:-]+$/, { error: 'HOST is an address to listen on, such as 127.0.0.1 or 0.0.0.0.' })),
  LOG_LEVEL: z.enum(LEVELS, { error: `LOG_LEVEL is one of ${LEVELS.join(', ')}.` }).optional(),
  DATABASE_URL: optional(
    z.string().refine((url) => /^postgres(ql)?:\/\/[^/]/.test(url) && URL.canParse(url), {
      error: 'DATABASE_URL looks like postgres://user:password@host:5432/database. Leave it unset to use the embedded database.',
    }),
  ),
  DATA_DIR: optional(z.string()),
  MIGRATE: z.enum(['on', 'off'], { error: 'MIGRATE is off (a job runs npm run migrate) or on, the default.' }).optional(),
  SLACK_BOT_TOKEN: optional(
    z.string().regex(/^xoxb-/, { error: 'SLACK_BOT_TOKEN begins with xoxb-. Slack shows it under OAuth & Permissions after the install.' }),
  ),
  SLACK_SIGNING_SECRET: optional(
    z.string().refine((text) => splitSecrets(text).length <= 2 && splitSecrets(text).every((one) => one.length >= 16), {
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
});

function splitSecrets(text: string): string[] {
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
  if (given.NODE_ENV === 'production' && !slack) {
    problems.push(
      'No platform is configured. Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, or leave NODE_ENV unset to try the playground.',
    );
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const { data } = parsed;
  return {
    production: data.NODE_ENV === 'production',
    port: data.PORT ?? 3000,
    host: data.HOST,
    // In the playground a person reads the terminal: only what went wrong.
    logLevel: data.LOG_LEVEL ?? (data.SLACK_BOT_TOKEN ? 'info' : 'warn'),
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR ?? './data',
    migrate: data.MIGRATE !== 'off',
    slack:
      data.SLACK_BOT_TOKEN === undefined
        ? undefined
        : {
            botToken: data.SLACK_BOT_TOKEN,
            signingSecrets: data.SLACK_SIGNING_SECRET === undefined ? [] : splitSecrets(data.SLACK_SIGNING_SECRET),
            appToken: data.SLACK_APP_TOKEN,
            apiUrl: data.SLACK_API_URL,
          },
  };
}
