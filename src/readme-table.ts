import type { Feature } from './chat/feature.ts';
import type { Access } from './features/kit/access.ts';

const PLACE = /(<!-- commands:[^\n]*-->\n)([\s\S]*?)(\n?<!-- \/commands -->)/;

/** The README with its table of commands as the features declare them. */
export function withCommands(readme: string, features: readonly Feature<Access>[]): string {
  if (!PLACE.test(readme)) throw new Error('The README has no place for the table of commands.');
  const rows = features.flatMap((feature) => feature.commands).map((command) => `| \`${command.usage}\` | ${command.summary} |`);
  return readme.replace(PLACE, (_all, begin, _old, end) => `${begin}${['| Type | What it does |', '|---|---|', ...rows].join('\n')}${end}`);
}
