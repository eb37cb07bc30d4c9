import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/app/config.ts';

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef' };

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the environment', () => {
  it('may be empty: the playground on this machine', () => {
    expect(readConfig({})).toEqual({
      production: false,
      port: 3000,
      host: undefined,
      logLevel: 'warn',
      databaseUrl: undefined,
      dataDir: './data',
      migrate: true,
      slack: undefined,
      teams: undefined,
    });
  });

  it('counts empty and blank variables as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '  ', SLACK_BOT_TOKEN: '', NODE_ENV: '' })).toEqual(readConfig({}));
  });

  it('is read whole', () => {
    const env = {
      ...SLACK,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '::1',
      LOG_LEVEL: 'debug',
      DATABASE_URL: 'postgresql://u:p@h/d',
      DATA_DIR: '/d',
      MIGRATE: 'off',
    };
    expect(
      readConfig({ ...env, SLACK_SIGNING_SECRET: '0123456789abcdef, fedcba9876543210', SLACK_API_URL: 'http://127.0.0.1:1/api/' }),
    ).toEqual({
      production: true,
      port: 0,
      host: '::1',
      logLevel: 'debug',
      databaseUrl: 'postgresql://u:p@h/d',
      dataDir: '/d',
      migrate: false,
      slack: { botToken: 'xoxb-1', signingSecrets: ['0123456789abcdef', 'fedcba9876543210'], apiUrl: 'http://127.0.0.1:1/api/' },
    });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['PORT', '0x50'],
    ['HOST', 'a b'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'prod'],
    ['MIGRATE', 'no'],
    ['PLAYGROUND_HOSTS', 'http://x/'],
    ['DATABASE_URL', 'mysql://u:p@h/d'],
    ['DATABASE_URL', 'postgres:///d'],
    ['DATABASE_URL', 'localhost:5432'],
    ['SLACK_API_URL', 'ftp://x'],
  ])('names %s when it is %j, and what it should be', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} (is|looks like) .+\\.$`));
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_SIGNING_SECRET: SLACK.SLACK_SIGNING_SECRET }, /^SLACK_BOT_TOKEN begins with xoxb-/],
    [{ ...SLACK, SLACK_SIGNING_SECRET: 'short' }, /^SLACK_SIGNING_SECRET is the secret from Basic Information/],
    [{ ...SLACK, SLACK_SIGNING_SECRET: 'a,b,c' }, /^SLACK_SIGNING_SECRET is the secret from Basic Information/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /^SLACK_BOT_TOKEN needs a way for Slack to reach the bot\. Set SLACK_APP_TOKEN/],
    [{ SLACK_SIGNING_SECRET: SLACK.SLACK_SIGNING_SECRET }, /^SLACK_BOT_TOKEN is missing\./],
    [{ NODE_ENV: 'production' }, /^No platform is configured\. Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET/],
  ])('finds that %j does not go together', (env, words) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  it.each([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.1.20' },
    { HOST: '0.0.0.0', TEAMS_ANONYMOUS: '1' },
    { ...SLACK, HOST: '0.0.0.0', TEAMS_ANONYMOUS: '1' },
  ])('lets nobody from outside into a playground unless that is said twice: %j', (env) => {
    expect(problemsOf(env)).toEqual([
      expect.stringMatching(/^HOST \S+ lets everybody who reaches this machine into the playground.+set PLAYGROUND_HOSTS/),
    ]);
    expect(readConfig({ ...env, PLAYGROUND_HOSTS: 'Box.local:3000, 192.168.1.20' }).playgroundHosts).toEqual([
      'box.local:3000',
      '192.168.1.20',
    ]);
  });

  it.each([{ HOST: '127.0.0.1' }, { HOST: '127.8.0.1' }, { HOST: '::1' }, { HOST: 'localhost' }, { ...SLACK, HOST: '0.0.0.0' }])(
    'asks for no second word where there is nobody to let in: %j',
    (env) => {
      expect(readConfig(env).host).toBe(env.HOST);
    },
  );

  it('tells all problems at once, and no secret', () => {
    const env = { NODE_ENV: 'prod', PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://u:hunter2@h/d', SLACK_BOT_TOKEN: 'hunter3' };
    const problems = problemsOf(env);
    expect(problems.map((one) => one.split(' ')[0])).toEqual([
      'NODE_ENV',
      'PORT',
      'LOG_LEVEL',
      'DATABASE_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_BOT_TOKEN',
    ]);
    const { message } = new ConfigError(problems);
    expect(message).toContain('The configuration has 6 problems:\n  - ');
    expect(message).not.toMatch(/hunter/);
  });
});
