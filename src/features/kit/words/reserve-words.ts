import { plannedLimit } from '../../../model/flow/wip.ts';

/** "Checkout plans 4 of 5": what a team plans to have in progress, so that the rest is there for the unplanned. Nothing where that is all. */
export function plannedLine(team: { readonly name: string; readonly wipLimit: number }): string[] {
  const planned = plannedLimit(team.wipLimit);
  return planned < team.wipLimit ? [`${team.name} plans ${planned} of ${team.wipLimit}`] : [];
}
