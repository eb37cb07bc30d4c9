import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { slackManifests } from '../../src/app/manifests.ts';
import { features } from '../../src/features/index.ts';

const SCHEMA = fileURLToPath(new URL('../../../shared/data/schemas/slack-manifest.schema.2.0.0.json', import.meta.url));
const file = (name: string) => readFileSync(new URL(`../../manifests/${name}`, import.meta.url), 'utf8');

interface Manifest {
  readonly features: {
    readonly shortcuts?: readonly { readonly name: string; readonly callback_id: string; readonly description: string }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[]; readonly bot_optional: readonly string[] } };
}

describe.each(['slack.json', 'slack-http.json'])('manifests/%s', (name) => {
  it('is what the list of features says (npm run generate:docs)', () => {
    expect(file(name)).toBe(slackManifests(features)[name]);
  });

  it('asks for no more than it needs, and carries every menu entry within Slack’s limits', () => {
    const manifest = JSON.parse(file(name)) as Manifest;
    // Who installs it may leave the names out; whatever is optional is among what is asked for.
    expect(manifest.oauth_config.scopes).toEqual({ bot: ['commands', 'chat:write', 'users:read'], bot_optional: ['users:read'] });
    const entries = features.flatMap((feature) => feature.shortcuts ?? []);
    expect(manifest.features.shortcuts?.map((one) => one.callback_id) ?? []).toEqual(entries.map((one) => one.name));
    for (const one of manifest.features.shortcuts ?? []) {
      expect(one.name.length).toBeLessThanOrEqual(24);
      expect(one.description.length).toBeLessThanOrEqual(150);
    }
  });

  it.skipIf(!existsSync(SCHEMA))('fits Slack’s own schema (skipped where ../shared is not there)', () => {
    const { default: Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
    const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
    validate(JSON.parse(file(name)));
    expect(validate.errors).toBeNull();
    // The checker must be able to say no.
    expect(validate({ ...JSON.parse(file(name)), settings: { socket_mode_enabled: 'yes' } })).toBe(false);
  });
});
