import { say } from '../words/vocabulary.ts';
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
  /** What a right depends on. `everybody`: on nothing; whoever is in the organization has it, for every stream and team. */
  readonly of: 'everybody' | 'organization' | 'stream' | 'team' | 'epic';
  /** The act, for "who may do what?". */
  readonly what: string;
  /** For "who may do this?", with the role first. */
  readonly who: string;
  readonly roles: readonly Role[];
  /** Also for whoever owns the thing. */
  readonly own?: true;
}

export const RIGHTS = {
  /** See anything, and any act that everybody in the organization may do. */
  read: { of: 'everybody', what: 'See everything', who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Put an item at the end of a backlog, to be refined. */
  add: {
    of: 'everybody',
    what: say`Add {an item} to a backlog`,
    who: 'everyone in the organization',
    roles: ['admin', 'leader', 'owner', 'member'],
  },
  /** Fill in, make ready. */
  refine: {
    of: 'stream',
    what: say`Refine {an item} and make it ready`,
    who: say`the {stream}'s owner and the {teams} that pull from it`,
    roles: ['owner', 'member'],
  },
  /** Say what comes before what in a stream's backlog. Leaders and admins do not (they may talk to the owner). */
  order: { of: 'stream', what: 'Say what comes before what', who: say`the {stream}'s owner`, roles: ['owner'] },
  /** Pull, move, finish, block, unblock. */
  deliver: {
    of: 'stream',
    what: say`Move, finish, block and unblock {an item}`,
    who: say`the {stream}'s owner and the {teams} that pull from it`,
    roles: ['owner', 'member'],
  },
  /** Let an item go before everything else, within its stream's limit for that. */
  expedite: {
    of: 'stream',
    what: say`Let {an item} go before everything else`,
    who: say`the {stream}'s owner and the {teams} that pull from it`,
    roles: ['owner', 'member'],
  },
  /** Split an item, merge items, say what it waits for, tag it. */
  reshape: {
    of: 'stream',
    what: say`Split, merge and tag {items}, and say what they need first`,
    who: say`the {stream}'s owner and the {teams} that pull from it`,
    roles: ['owner', 'member'],
  },
  /** Move an item to another stream: it leaves one owner's order and goes to the end of another's. */
  transfer: { of: 'stream', what: say`Move {an item} to another {stream}`, who: say`the {stream}'s owner`, roles: ['owner'] },
  /** Give an item its score. */
  score: { of: 'stream', what: say`Score {an item}`, who: say`the {stream}'s owner`, roles: ['owner'] },
  /** Note a start or finish that was forgotten, with its reason. */
  correct: {
    of: 'stream',
    what: 'Correct a start or finish',
    who: say`the {stream}'s owner and the {teams} that pull from it`,
    roles: ['owner', 'member'],
  },
  /** Set a stream's policies: readiness, expedite, sprint, scores, shares; and its list of tags. */
  govern: { of: 'stream', what: say`Set {a stream}'s policies and tags`, who: say`the {stream}'s owner`, roles: ['owner'] },
  /** Answer why an item is in the backlog: keep, change or park it. */
  answerFor: { of: 'stream', what: say`Answer why {an item} is here`, who: say`the {stream}'s owner`, roles: ['owner'] },
  /** Ask why an item is in the backlog. */
  challenge: {
    of: 'everybody',
    what: say`Ask why {an item} is here`,
    who: 'everyone in the organization',
    roles: ['admin', 'leader', 'owner', 'member'],
  },
  /** Grant one's own team an exception from its limit, for three working days. */
  except: {
    of: 'team',
    what: say`Let the {team} go over its limit for three working days`,
    who: say`the people of the {team}`,
    roles: ['member'],
  },
  /** Put a decision into the log. */
  decide: { of: 'everybody', what: 'Note a decision', who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Take the next item for a team. */
  pull: { of: 'team', what: say`Take {an item} for {a team}`, who: say`the people of the {team}`, roles: ['member'] },
  /** Found a team in the channel where it works. */
  found: { of: 'everybody', what: say`Found {a team}`, who: 'everyone in the organization', roles: ['admin', 'leader', 'owner', 'member'] },
  /** Link a place to a team: its people. */
  bind: { of: 'team', what: say`Link a channel to {a team}`, who: say`the people of the {team}, and admins`, roles: ['admin', 'member'] },
  /** Put an epic into the funnel. */
  propose: {
    of: 'everybody',
    what: say`Propose {an epic}`,
    who: 'everyone in the organization',
    roles: ['admin', 'leader', 'owner', 'member'],
  },
  /** Say what an epic is about and hopes for; move it up to ready; declare it delivered. */
  shape: {
    of: 'epic',
    what: say`Say what {an epic} hopes for, move it up to ready, and say that it is delivered`,
    who: say`the owner of the {epic} and leaders`,
    roles: ['leader'],
    own: true,
  },
  /** Start an investment, hold or stop it, or take back that it is delivered. */
  invest: { of: 'epic', what: say`Invest in {an epic}, hold or stop it`, who: 'leaders', roles: ['leader'] },
  /** Say where to win: themes, objectives, key results. */
  steer: { of: 'organization', what: say`Say where to win: {themes}, {objectives}, {key results}`, who: 'leaders', roles: ['leader'] },
  /** Note where a key result stands. */
  measure: {
    of: 'organization',
    what: say`Note where {a key result} stands`,
    who: say`leaders and owners of {streams}`,
    roles: ['leader', 'owner'],
  },
  /** Score epics, one column at a time. */
  scoreEpics: { of: 'organization', what: say`Score {epics}`, who: say`leaders and owners of {streams}`, roles: ['leader', 'owner'] },
  /** Set the portfolio's limits, shares and guardrails; walk through its bets. */
  governPortfolio: {
    of: 'organization',
    what: say`Set the {portfolio}'s limits and shares, and review its {bets}`,
    who: 'leaders',
    roles: ['leader'],
  },
  /** Link a place to the portfolio. */
  bindPortfolio: {
    of: 'organization',
    what: say`Link a channel to the {portfolio}`,
    who: 'leaders and admins',
    roles: ['leader', 'admin'],
  },
  /** Say what came of an epic. */
  review: {
    of: 'epic',
    what: say`Say what came of {an epic}`,
    who: say`the owner of the {epic} and leaders`,
    roles: ['leader'],
    own: true,
  },
  /** Take an item out of its backlog into the anti-backlog, or bring it back. `own`: added by the asker, and still in refining. */
  park: {
    of: 'stream',
    what: say`Park {an item}, or bring it back`,
    who: say`the {stream}'s owner, and whoever added it while it is being refined`,
    roles: ['owner'],
    own: true,
  },
  /** The same for an epic. */
  parkEpic: {
    of: 'epic',
    what: say`Park {an epic}, or bring it back`,
    who: say`the owner of the {epic} and leaders`,
    roles: ['leader'],
    own: true,
  },
  /** Organization, streams, teams, roles. */
  administer: { of: 'organization', what: say`Change the organization, {streams}, {teams} and roles`, who: 'admins', roles: ['admin'] },
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
  const rule: Rule = RIGHTS[right];
  const everywhere = rule.of === 'everybody';
  if (rule.own && scope.own) return true;
  return rule.roles.some((role) => holds(role, roles, scope, everywhere));
}
