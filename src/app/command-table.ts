import { COMMAND_GROUPS, commandsOf, type Feature, GROUP_NAMES } from '../chat/feature.ts';
import type { Access } from '../features/kit/access.ts';

/** The README's table of what one can type, from the one list of commands, in the groups of the help. */
export function commandTable(features: readonly Feature<Access>[]): string {
  const all = commandsOf(features);
  return COMMAND_GROUPS.map((group) =>
    [
      `| ${GROUP_NAMES[group]} | |`,
      '|---|---|',
      ...all.filter((one) => one.group === group).map((one) => `| \`${one.usage}\` | ${one.summary} |`),
    ].join('\n'),
  ).join('\n\n');
}

/** Where the table stands in the README. */
export const COMMAND_TABLE = /(<!-- commands:[^\n]*-->\n)[\s\S]*?(\n<!-- \/commands -->)/;
