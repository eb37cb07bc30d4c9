import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { features } from '../src/features/index.ts';
import { withCommands } from '../src/readme-table.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('lists the commands as they are (npm run describe writes them)', () => {
  expect(withCommands(README, features)).toBe(README);
});

it('names every variable that the configuration reads', () => {
  const config = readFileSync(new URL('../src/app/config.ts', import.meta.url), 'utf8');
  const names = [...config.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
});
