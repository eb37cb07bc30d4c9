import { READINESS_CHECKS, type ReadinessCheck } from '../item/readiness.ts';
import type { StreamPolicy } from './policy.ts';

/** Short names of the checks, for "ready needs …". */
const SHORT: Readonly<Record<ReadinessCheck, string>> = {
  purpose: 'purpose',
  criteria: 'criteria',
  small: 'small enough',
  independent: 'independent',
  negotiable: 'negotiable',
  valuable: 'valuable',
  estimable: 'estimable',
  testable: 'testable',
  unhindered: 'no open dependency',
  placed: 'a tag',
};

/** "purpose, criteria, small enough" */
export function shortChecks(checks: readonly ReadinessCheck[]): string {
  return READINESS_CHECKS.filter((check) => checks.includes(check))
    .map((check) => SHORT[check])
    .join(', ');
}

/** How the slack of a stream is kept, in a word. */
export function slackWord(policy: Pick<StreamPolicy, 'slack' | 'slackEnforced'>): 'off' | 'shown' | 'kept' {
  return policy.slack ? (policy.slackEnforced ? 'kept' : 'shown') : 'off';
}

const WORDS: readonly { readonly name: string; readonly say: (policy: StreamPolicy) => string }[] = [
  { name: 'ready needs', say: (policy) => shortChecks(policy.checks) },
  { name: 'parked ideas', say: (policy) => (policy.needsEvidence ? 'with evidence or a waiver' : 'as they are') },
  { name: 'sprint', say: (policy) => `${policy.sprintDays} days` },
  { name: 'pulled in any order', say: (policy) => `top ${policy.freeTop}` },
  { name: 'expedited at once', say: (policy) => String(policy.expediteLimit) },
  { name: 'scores', say: (policy) => (policy.scored ? 'on' : 'off') },
  { name: 'technical share', say: (policy) => (policy.technicalShare === null ? 'none' : `${policy.technicalShare} %`) },
  { name: 'slack', say: slackWord },
];

/** What differs between two policies, one phrase each: "sprint: 14 days → 10 days". Empty when nothing does. */
export function policyChanges(before: StreamPolicy, after: StreamPolicy): string[] {
  return WORDS.flatMap(({ name, say }) => (say(before) === say(after) ? [] : [`${name}: ${say(before)} → ${say(after)}`]));
}
