import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMMAND_TABLE, commandTable } from '../src/app/command-table.ts';
import { features } from '../src/features/index.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('lists the commands as they are (npm run generate:docs writes them)', () => {
  expect(COMMAND_TABLE.test(README)).toBe(true);
  expect(README.replace(COMMAND_TABLE, (_, before, after) => `${before}${commandTable(features)}${after}`)).toBe(README);
});

it('names every variable that the configuration reads; those for tests stand in docs/operations.md', () => {
  const config = readFileSync(new URL('../src/app/config.ts', import.meta.url), 'utf8');
  const names = [...config.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]);
  expect(names.length).toBeGreaterThan(5);
  const operations = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
  const [, forTests = ''] = operations.split('## Settings for tests\n');
  expect(names.filter((name) => !README.includes(`\`${name}\``) && !forTests.includes(`\`${name}\``))).toEqual([]);
});
