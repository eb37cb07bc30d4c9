import { adminNames } from '../database/admins.ts';
import { listStreams, listTeams } from '../database/streams.ts';
import { Refusal } from '../model/refusal.ts';
import { may, RIGHTS, type Right, type Scope } from '../model/rights.ts';
import type { Read, Write } from './access.ts';

/**
 * Refuses what the asker's roles do not allow, naming the role that has it and who that is. Acting in a team's own
 * place counts as working in the team: whoever is let into the channel is trusted by the team.
 *
 * @throws Refusal not_allowed
 */
export async function requireRight(context: Read | Write, right: Right, scope: Scope): Promise<void> {
  const { asker, place } = context;
  const teams = place.team ? [...asker.roles.teams, place.team] : asker.roles.teams;
  if (may(right, { ...asker.roles, teams }, scope)) return;
  const next = right === 'administer' ? 'Ask one of them.' : 'Ask one of them, or type it in the channel of your team.';
  throw new Refusal('not_allowed', `This is for ${await whoMay(context, right, scope)}.`, next);
}

async function whoMay(context: Read | Write, right: Right, { streamId, teamId }: Scope): Promise<string> {
  const { who } = RIGHTS[right];
  if (right === 'administer') return `${who}: ${some((await adminNames(context.db)).map((name) => ({ name })))}`;
  const teams = await listTeams(context.db);
  const team = teams.find((one) => one.id === teamId);
  if (team) return who.replace('the team', `${team.name} (${some(team.members)})`);
  const [stream] = streamId === undefined ? [] : await listStreams(context.db, [streamId]);
  if (!stream) return who;
  const pulling = teams.filter((one) => one.streams.some((other) => other.id === stream.id));
  return `the owner of ${stream.name} (${stream.ownerName ?? 'nobody yet'}) and the teams that pull from it (${some(pulling)})`;
}

function some(all: readonly { readonly name: string }[]): string {
  const names = all.slice(0, 3).map((one) => one.name);
  return names.length === 0 ? 'nobody yet' : [...names, ...(all.length > 3 ? [`${all.length - 3} more`] : [])].join(', ');
}
