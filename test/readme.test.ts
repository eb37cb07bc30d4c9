import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { features } from '../src/features/index.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The table of the README, from the one list of commands. */
function table(): string {
  const rows = features.flatMap((feature) => feature.commands).map((command) => `| \`${command.usage}\` | ${command.summary} |`);
  return ['| Type | What it does |', '|---|---|', ...rows].join('\n');
}

it('lists the commands as they are (print the table with the failing test, and paste it)', () => {
  const inside = /<!-- commands:[^\n]*-->\n([\s\S]*?)\n?<!-- \/commands -->/.exec(README)?.[1];
  expect(inside).toBe(table());
});

it('names every variable that the configuration reads', () => {
  const config = readFileSync(new URL('../src/app/config.ts', import.meta.url), 'utf8');
  const names = [...config.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
});
