import type { StreamRow, TeamRow } from '../../../database/organization/streams.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import type { MemberName } from './store.ts';

const idsOf = (things: readonly { readonly id: string }[]) => things.map((one) => one.id);

/** Who has roles, as one text to compare. */
export function rolesShown(roles: { readonly admins: readonly MemberName[]; readonly leaders: readonly MemberName[] }): string {
  return JSON.stringify([idsOf(roles.admins).sort(), idsOf(roles.leaders).sort()]);
}

/** What the form of a team shows, as one text. Its streams have an order, its people none. */
export function teamShown({ name, wipLimit, streams, members }: TeamRow): string {
  return JSON.stringify([name, wipLimit, idsOf(streams), idsOf(members).sort()]);
}

/** What the form of a stream shows, as one text. */
export function streamShown({ name, ownerId, doneMeans, wipLimit, stages }: StreamRow): string {
  return JSON.stringify([name, ownerId, doneMeans, wipLimit, stages.map((one) => [one.name, one.kind])]);
}

/**
 * Refuses what would bring back something that was changed while the form was open.
 *
 * @param shown as the form was opened with; a form of an earlier version has none
 * @throws Refusal conflict
 */
export function requireUnchanged(shown: string | undefined, now: string, what: 'roles' | 'team' | 'stream', opens: string): void {
  if (shown === undefined || shown === now) return;
  throw changedMeanwhile(`the ${what}`, { opens });
}
