import type { EpicState } from '../epic/epic.ts';
import { isLegible } from '../text/text.ts';
import { say } from '../words/vocabulary.ts';

/**
 * Checks that a stream's owner chooses from (rows C5, C6). The first three are a stream's own at the start; the next five,
 * with `small`, are INVEST; the last two are computed.
 */
export const READINESS_CHECKS = [
  'purpose',
  'criteria',
  'small',
  'independent',
  'negotiable',
  'valuable',
  'estimable',
  'testable',
  'unhindered',
  'placed',
] as const;
export type ReadinessCheck = (typeof READINESS_CHECKS)[number];

/** The three checks a stream starts with: purpose, acceptance criteria, small enough for the service level expectation. */
export const DEFAULT_CHECKS: readonly ReadinessCheck[] = ['purpose', 'criteria', 'small'];

/** Checks that only a person can confirm, kept in `item.checks`. `small` is one too, and has a field of its own. */
export const CONFIRMED_CHECKS = [
  'independent',
  'negotiable',
  'valuable',
  'estimable',
  'testable',
] as const satisfies readonly ReadinessCheck[];

/** What an item may lack: a check of its stream, or an epic that is invested in. */
export type Miss = ReadinessCheck | 'invested';

/** What readiness depends on besides the item's own row. */
export interface ReadinessFacts {
  /** Its stream's policy. */
  readonly policy: readonly ReadinessCheck[];
  /** Keys of the unfinished items that it waits for. */
  readonly waitsFor: readonly string[];
  /** Where it sits in the value flow: journeys and services. */
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  /** State of the epic it serves, if it serves one. */
  readonly epic: { readonly key: string; readonly state: EpicState } | null;
}

/** What the checks look at. Without facts, the three checks of the start are all that is asked. */
export interface Readiable {
  readonly purpose: string | null;
  readonly criteria: string | null;
  readonly smallEnough: boolean;
  readonly checks?: readonly string[];
  readonly readiness?: ReadinessFacts;
}

function passes(check: ReadinessCheck, item: Readiable): boolean {
  switch (check) {
    case 'purpose':
      return isLegible(item.purpose ?? '');
    case 'criteria':
      return isLegible(item.criteria ?? '');
    case 'small':
      return item.smallEnough;
    case 'independent':
    case 'negotiable':
    case 'valuable':
    case 'estimable':
    case 'testable':
      return item.checks?.includes(check) ?? false;
    case 'unhindered':
      return (item.readiness?.waitsFor.length ?? 0) === 0;
    case 'placed':
      return (item.readiness?.tags.length ?? 0) > 0;
    default: {
      const unknown: never = check;
      return unknown;
    }
  }
}

/**
 * What the item lacks, in policy order. Empty means it can be ready. Whatever the policy says, an item of an epic is ready only
 * while the epic is investing.
 */
export function missingChecks(item: Readiable): Miss[] {
  const { policy = DEFAULT_CHECKS, epic = null } = item.readiness ?? {};
  const misses: Miss[] = policy.filter((check) => !passes(check, item));
  return epic === null || epic.state === 'investing' ? misses : [...misses, 'invested'];
}

/** A policy as it is stored: each check once, in the order in which they are listed everywhere. */
export function asPolicy(chosen: readonly string[]): ReadinessCheck[] {
  return READINESS_CHECKS.filter((check) => chosen.includes(check));
}

/** The checks of a policy that a person confirms by a tick, `small` left out. */
export function confirmedIn(policy: readonly ReadinessCheck[]): ReadinessCheck[] {
  const confirmed: readonly ReadinessCheck[] = CONFIRMED_CHECKS;
  return policy.filter((check) => confirmed.includes(check));
}

const NAMES: Readonly<Record<Miss, string>> = {
  purpose: 'a purpose line',
  criteria: 'acceptance criteria',
  small: 'a look at its size',
  independent: 'to stand on its own',
  negotiable: 'to leave room for how',
  valuable: 'to be worth something by itself',
  estimable: 'to be understood well enough to judge its size',
  testable: 'a way to see that it works',
  unhindered: 'to wait for nothing',
  placed: 'a place in the value flow (a tag)',
  invested: say`{an epic} that is invested in`,
};

/** "a purpose line and acceptance criteria": what is missing, for a sentence that begins with "It needs". */
export function nameChecks(checks: readonly Miss[], facts?: ReadinessFacts): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(checks.map((check) => nameOf(check, facts)));
}

function nameOf(check: Miss, facts: ReadinessFacts | undefined): string {
  if (check === 'unhindered' && facts && facts.waitsFor.length > 0) {
    const [first, ...others] = facts.waitsFor;
    return others.length === 0 ? `${first} to be done first` : `${first} and ${others.length} more to be done first`;
  }
  if (check === 'invested' && facts?.epic)
    return `${facts.epic.key} to be invested in, now ${facts.epic.state === 'funnel' ? 'in the funnel' : facts.epic.state}`;
  return NAMES[check];
}

/** The checks as an owner chooses them. */
export const CHECK_LABELS: Readonly<Record<ReadinessCheck, string>> = {
  purpose: 'Purpose: whom it benefits, or what it enables or relieves',
  criteria: 'Acceptance criteria',
  small: 'Small enough to finish within the usual time',
  independent: 'Independent: it stands on its own',
  negotiable: 'Negotiable: how it is done is still open',
  valuable: 'Valuable: it is worth something by itself',
  estimable: 'Estimable: understood well enough to judge its size',
  testable: 'Testable: we can see that it works',
  unhindered: 'No open dependency: it waits for nothing',
  placed: 'Placed: a tag says where it sits in the value flow',
};
