import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('.env.example names exactly what config.ts reads', () => {
  const known = [...read('src/app/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]);
  const shown = [...read('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
  expect(shown.sort()).toEqual(known.sort());
});

it('an empty variable counts as unset', () => {
  expect(readConfig({ PORT: '', SLACK_BOT_TOKEN: ' ', DATABASE_URL: '' })).toEqual(readConfig({}));
});
