import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/app/config.ts';

const APP = '11111111-2222-3333-4444-555555555555';
const TENANT = '99999999-8888-7777-6666-555555555555';
const TEAMS = { TEAMS_APP_ID: APP, TEAMS_APP_PASSWORD: 'pass', TEAMS_TENANT_ID: TENANT };
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef' };

function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
}

describe('the registration of the bot in Teams', () => {
  it('is read, beside Slack or alone, also in production', () => {
    const teams = { appId: APP, appPassword: 'pass', tenantId: TENANT, anonymous: false, openIdUrl: undefined, serviceHosts: [] };
    expect(readConfig({ ...TEAMS, NODE_ENV: 'production' })).toMatchObject({ teams, slack: undefined, logLevel: 'info' });
    expect(readConfig({ ...TEAMS, ...SLACK })).toMatchObject({ teams, slack: { botToken: 'xoxb-1' } });
    expect(
      readConfig({ ...TEAMS, TEAMS_OPENID_URL: 'http://127.0.0.1:1/x', TEAMS_SERVICE_HOSTS: 'Localhost:56150, 127.0.0.1:2' }).teams,
    ).toEqual({
      ...teams,
      openIdUrl: 'http://127.0.0.1:1/x',
      serviceHosts: ['localhost:56150', '127.0.0.1:2'],
    });
  });

  it('may be missing for a local client, outside production', () => {
    expect(readConfig({ TEAMS_ANONYMOUS: '1' }).teams).toMatchObject({ appId: '', tenantId: 'local', anonymous: true });
    expect(readConfig({ TEAMS_ANONYMOUS: '0' }).teams).toBeUndefined();
  });

  it.each([
    ['S-39 an empty app id', { ...TEAMS, TEAMS_APP_ID: '', NODE_ENV: 'production' }, /^TEAMS_APP_ID is missing\./],
    ['S-39 a blank app id', { ...TEAMS, TEAMS_APP_ID: '  ' }, /^TEAMS_APP_ID is missing\./],
    ['S-39 nobody asked for a token', { TEAMS_ANONYMOUS: '1', NODE_ENV: 'production' }, /^TEAMS_ANONYMOUS lets everybody in/],
    ['an app id of another shape', { ...TEAMS, TEAMS_APP_ID: 'millrace' }, /^TEAMS_APP_ID is the application/],
    ['a tenant of another shape', { ...TEAMS, TEAMS_TENANT_ID: 'common' }, /^TEAMS_TENANT_ID is the directory/],
    ['no password', { TEAMS_APP_ID: APP, TEAMS_TENANT_ID: TENANT }, /^TEAMS_APP_PASSWORD is missing\./],
    ['no tenant', { TEAMS_APP_ID: APP, TEAMS_APP_PASSWORD: 'x' }, /^TEAMS_TENANT_ID is missing\./],
    ['both ways', { ...TEAMS, TEAMS_ANONYMOUS: '1' }, /exclude each other/],
    [
      'other keys in production',
      { ...TEAMS, NODE_ENV: 'production', TEAMS_OPENID_URL: 'https://x.example' },
      /^TEAMS_OPENID_URL is for trying/,
    ],
    ['other hosts in production', { ...TEAMS, NODE_ENV: 'production', TEAMS_SERVICE_HOSTS: 'x' }, /^TEAMS_SERVICE_HOSTS is for trying/],
    ['an address for a host', { ...TEAMS, TEAMS_SERVICE_HOSTS: 'http://x/' }, /^TEAMS_SERVICE_HOSTS is one host or several/],
    ['something else than 1', { TEAMS_ANONYMOUS: 'yes' }, /^TEAMS_ANONYMOUS is 1/],
  ])('refuses %s', (_, env, words) => {
    const found = problems(env);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(words);
    expect(found.join()).not.toContain('pass,');
  });
});
