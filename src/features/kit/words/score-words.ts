import type { ScoreDates } from '../../../database/scores/score-dates.ts';
import type { ItemScore } from '../../../model/score/item-score.ts';
import { SCORE_PART_NAMES, SCORE_PARTS, type ScorePart, sayScore, scoreOf } from '../../../model/score/score.ts';
import { SCORE_DAYS, staleness } from '../../../model/score/score-dates.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { onDay, type Today } from './idea-words.ts';

/** "3.20 (cost of delay 16, size 5), by Amara on 3 March", "cannot compute: size missing". */
export function scoreWords(score: ItemScore | null, dates: ScoreDates, today: Today, now: Date): string {
  if (score === null) return 'not scored yet';
  const scored = scoreOf(score);
  const parts = scored.type === 'scored' ? ` (cost of delay ${scored.costOfDelay}, size ${score.size})` : '';
  return `${sayScore(score)}${parts}${scoreAge(dates, today, now)}`;
}

/** ", by Amara on 3 March; older than 90 days": who gave which part when, and which should be looked at again. */
export function scoreAge(dates: ScoreDates, today: Today, now: Date): string {
  const stale = staleWords(dates, now);
  return `${givenWords(dates, today)}${stale === '' ? '' : `; ${stale}`}`;
}

function givenWords({ parts }: ScoreDates, today: Today): string {
  const groups = new Map<string, ScorePart[]>();
  for (const part of SCORE_PARTS) {
    const given = parts[part];
    if (given === undefined) continue;
    const said = `${given.by === null ? '' : `by ${given.by} `}on ${onDay(given.at, today)}`;
    groups.set(said, [...(groups.get(said) ?? []), part]);
  }
  const [only, ...more] = groups.keys();
  if (only === undefined) return '';
  return more.length === 0 ? `, ${only}` : `; ${[...groups].map(([said, of]) => `${names(of)} ${said}`).join(', ')}`;
}

/** Why a score should be looked at again, by its oldest parts; which these are is said where the others still hold. */
function staleWords({ parts, changedAt }: ScoreDates, now: Date): string {
  const known = SCORE_PARTS.filter((part) => parts[part] !== undefined);
  const are = (why: 'old' | 'changed') => known.filter((part) => staleness(parts[part], changedAt, now) === why);
  const [old, changed] = [are('old'), are('changed')];
  const of = (some: readonly ScorePart[]) => (some.length === known.length ? '' : names(some));
  return [
    ...(changed.length === 0
      ? []
      : [of(changed) === '' ? say`the {epic} changed since` : say`the {epic} changed since; ${of(changed)} could be looked at again`]),
    ...(old.length === 0 ? [] : [`${of(old)} older than ${SCORE_DAYS} days`.trim()]),
  ].join('; ');
}

function names(parts: readonly ScorePart[]): string {
  return new Intl.ListFormat('en').format(parts.map((part) => SCORE_PART_NAMES[part]));
}
