import { adminNames } from '../../../database/organization/admins.ts';
import { listDeciders, listLeaders } from '../../../database/organization/people.ts';
import { listStreams, listTeams } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may, RIGHTS, type Right, type Scope } from '../../../model/rights/rights.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../access.ts';

/**
 * Refuses what the asker's roles do not allow, naming the role that has it and who that is. Acting in a team's own
 * place counts as working in the team: whoever is let into the channel is trusted by the team.
 *
 * @throws Refusal not_allowed
 */
export async function requireRight(context: Read | Write, right: Right, scope: Scope): Promise<void> {
  if (isAllowed(context, right, scope)) return;
  const { who, next } = await whoMay(context, right, scope);
  throw new Refusal('not_allowed', `This is for ${who}.`, next);
}

/** May the asker do this? The same question, for what a card offers. */
export function isAllowed(context: Read | Write, right: Right, scope: Scope): boolean {
  const { asker, place } = context;
  const teams = place.team ? [...asker.roles.teams, place.team] : asker.roles.teams;
  return may(right, { ...asker.roles, teams }, scope);
}

/** Is there a team that the asker could take something for here? */
export function hasTeam({ asker, place }: Read | Write): boolean {
  return Boolean(place.team) || asker.roles.teams.length > 0;
}

/** Does such a team pull from that stream? */
export function pullsFrom({ asker, place }: Read | Write, streamId: string): boolean {
  return [...asker.roles.teams, ...(place.team ? [place.team] : [])].some((team) => team.streamIds.includes(streamId));
}

/** Who has a right there, by role and name, and what somebody does who lacks it. */
export async function whoMay(
  context: Read | Write,
  right: Right,
  { streamId, teamId }: Scope,
): Promise<{ readonly who: string; readonly next: string }> {
  const { who, roles } = RIGHTS[right];
  const admins = some((await adminNames(context.db)).map((name) => ({ name })));
  if (right === 'administer') return { who: `${who}: ${admins}`, next: 'Ask one of them.' };
  if (RIGHTS[right].of === 'organization') {
    const names = await listDeciders(context.db, { owners: (roles as readonly string[]).includes('owner') });
    if (names.length === 0) return { who, next: 'There is none yet; an admin names one with /flow setup roles.' };
    return { who: `${who}: ${some(names)}`, next: 'Ask one of them.' };
  }
  if ((roles as readonly string[]).includes('leader') && streamId === undefined && teamId === undefined) {
    const leaders = some(await listLeaders(context.db));
    const next = leaders === 'nobody yet' ? `An admin names one with /flow setup: ${admins}.` : 'Ask one of them.';
    return { who: who === 'leaders' ? `${who}: ${leaders}` : `${who} (leaders: ${leaders})`, next };
  }
  const ask = say`Ask one of them, or type it in the channel of your {team}.`;
  const teams = await listTeams(context.db);
  const team = teams.find((one) => one.id === teamId);
  if (team) return { who: who.replace(say`the {team}`, `${team.name} (${some(team.members)})`), next: ask };
  const [stream] = streamId === undefined ? [] : await listStreams(context.db, [streamId]);
  if (!stream) return { who, next: ask };
  const owner = `the owner of ${stream.name} (${stream.ownerName ?? 'nobody yet'})`;
  if ((roles as readonly string[]).includes('member')) {
    const pulling = teams.filter((one) => one.streams.some((other) => other.id === stream.id));
    return { who: say`${owner} and the {teams} that pull from it (${some(pulling)})`, next: ask };
  }
  if (stream.ownerName === null) return { who: owner, next: `An admin names one with /flow setup stream: ${admins}.` };
  return { who: owner, next: `Ask ${stream.ownerName}.` };
}

function some(all: readonly { readonly name: string }[]): string {
  const names = all.slice(0, 3).map((one) => one.name);
  return names.length === 0 ? 'nobody yet' : [...names, ...(all.length > 3 ? [`${all.length - 3} more`] : [])].join(', ');
}
