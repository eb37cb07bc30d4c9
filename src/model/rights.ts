/**
 * Who may do what (MODEL: "Roles"). One table, read by help, by the handlers and by the tests. Reading is open to the
 * whole organization, so it is no right.
 */
export type Role = 'admin' | 'leader' | 'owner' | 'member';

/** What a right is asked for: nothing, a stream, or a team. */
export interface Scope {
  readonly streamId?: string;
  readonly teamId?: string;
  /** The thing belongs to the asker: an epic's owner. */
  readonly own?: boolean;
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
  /** Also for whoever owns the thing. */
  readonly own?: true;
}

export const RIGHTS = {
  /** See anything, and any act that everybody in the organization may do. */
  read: { who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Put an item at the end of a backlog, to be refined. */
  add: { who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Fill in, make ready. */
  refine: { who: "the stream's owner and the teams that pull from it", roles: ['owner', 'member'] },
  /** Say what comes before what in a stream's backlog. Leaders and admins do not (they may talk to the owner). */
  order: { who: "the stream's owner", roles: ['owner'] },
  /** Pull, move, finish, block, unblock. */
  deliver: { who: "the stream's owner and the teams that pull from it", roles: ['owner', 'member'] },
  /** Take the next item for a team. */
  pull: { who: 'the people of the team', roles: ['member'] },
  /** Found a team in the channel where it works. */
  found: { who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Link a place to a team: its people. */
  bind: { who: 'the people of the team, and admins', roles: ['admin', 'member'] },
  /** Put an epic into the funnel. */
  propose: { who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Say what an epic is about and hopes for; move it up to ready. */
  shape: { who: 'the owner of the epic and leaders', roles: ['leader'], own: true },
  /** Start, finish or take back an investment. */
  invest: { who: 'leaders', roles: ['leader'] },
  /** Take an item out of its backlog into the anti-backlog, or bring it back. `own`: added by the asker, and still in refining. */
  park: { who: "the stream's owner, and whoever added it while it is being refined", roles: ['owner'], own: true },
  /** The same for an epic. */
  parkEpic: { who: 'the owner of the epic and leaders', roles: ['leader'], own: true },
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
  const everywhere = right === 'read' || right === 'add' || right === 'propose' || right === 'found';
  const rule: Rule = RIGHTS[right];
  if (rule.own && scope.own) return true;
  return rule.roles.some((role) => holds(role, roles, scope, everywhere));
}
