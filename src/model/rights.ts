/**
 * Who may do what (MODEL: "Roles"). One table, read by help, by the handlers and by the tests. Reading is open to the
 * whole organization, so it is no right.
 */
export type Role = 'admin' | 'leader' | 'owner' | 'member';

/** What a right is asked for: nothing, a stream, or a team. */
export interface Scope {
  readonly streamId?: string;
  readonly teamId?: string;
}

/** What a person is in the organization. */
export interface Roles {
  readonly admin: boolean;
  readonly leader: boolean;
  /** Streams this person owns. */
  readonly owns: readonly string[];
  /** Teams this person works in, by membership or by acting in the team's own place, with the streams they pull from. */
  readonly teams: readonly { readonly id: string; readonly streamIds: readonly string[] }[];
}

interface Rule {
  /** For "who may do this?", with the role first. */
  readonly who: string;
  readonly roles: readonly Role[];
}

export const RIGHTS = {
  /** See anything, and any act that everybody in the organization may do. */
  read: { who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Put an item at the end of a backlog, to be refined. */
  add: { who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Fill in, make ready. */
  refine: { who: "the stream's owner and the teams that pull from it", roles: ['owner', 'member'] },
  /** Pull, move, finish, block, unblock. */
  deliver: { who: "the stream's owner and the teams that pull from it", roles: ['owner', 'member'] },
  /** Take the next item for a team. */
  pull: { who: 'the people of the team', roles: ['member'] },
  /** Link a place to a team: its people. */
  bind: { who: 'the people of the team, and admins', roles: ['admin', 'member'] },
  /** Organization, streams, teams, roles. */
  administer: { who: 'admins', roles: ['admin'] },
} as const satisfies Record<string, Rule>;

export type Right = keyof typeof RIGHTS;

function holds(role: Role, roles: Roles, scope: Scope, everywhere: boolean): boolean {
  switch (role) {
    case 'admin':
      return roles.admin;
    case 'leader':
      return roles.leader;
    case 'owner':
      return scope.streamId === undefined ? roles.owns.length > 0 : roles.owns.includes(scope.streamId);
    case 'member': {
      if (everywhere) return true;
      const { streamId, teamId } = scope;
      if (teamId !== undefined) return roles.teams.some((team) => team.id === teamId);
      if (streamId !== undefined) return roles.teams.some((team) => team.streamIds.includes(streamId));
      return roles.teams.length > 0;
    }
    default: {
      const unknown: never = role;
      return unknown;
    }
  }
}

/** May a person with these roles do this, there? */
export function may(right: Right, roles: Roles, scope: Scope = {}): boolean {
  const everywhere = right === 'read' || right === 'add';
  return RIGHTS[right].roles.some((role) => holds(role, roles, scope, everywhere));
}
