import type { ChoiceSet } from './adaptive-card.ts';
import type { Around } from './field-input.ts';
import { type DrawnInput, drawMenu, type Menu } from './menu.ts';

/**
 * People. The ladder:
 * 1. Teams' own picker over the directory; its values are accounts, and it knows their names by itself.
 * 2. A menu of the organization's members; its values are member ids.
 *
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
export function drawPeople(
  base: Parameters<typeof drawMenu>[0],
  members: readonly string[],
  several: boolean,
  { caps, context }: Pick<Around, 'caps' | 'context'>,
  bytes: number,
): DrawnInput | null {
  const menu = { chosen: members, several, clearable: true } satisfies Partial<Menu>;
  if (!caps.peoplePicker) return drawMenu(base, { ...menu, options: context.people ?? [] }, bytes);
  const accounts = members.flatMap((member) => context.accounts.get(member) ?? []);
  const input: ChoiceSet = {
    type: 'Input.ChoiceSet',
    ...base,
    style: 'filtered',
    ...(several ? { isMultiSelect: true } : {}),
    ...(accounts.length === 0 ? {} : { value: (several ? accounts : accounts.slice(0, 1)).join(',') }),
    choices: [],
    'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
  };
  return { input };
}
