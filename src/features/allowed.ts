import { listStreams } from '../database/streams.ts';
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
  const [stream] = scope.streamId === undefined ? [] : await listStreams(context.db, [scope.streamId]);
  const owner = stream?.ownerName ? ` ${stream.name} is owned by ${stream.ownerName}.` : '';
  throw new Refusal('not_allowed', `This is for ${RIGHTS[right].who}.${owner}`, 'Ask there, or type it in the channel of your team.');
}
