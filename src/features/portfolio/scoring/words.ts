import { SCORE_DAYS, type Stale, staleness } from '../../../model/epic-score.ts';
import type { ItemScore } from '../../../model/item.ts';
import { sayScore, scoreOf } from '../../../model/score.ts';
import { onDay, type Today } from '../../idea-words.ts';

/** A score with who gave it when, and whether the epic changed since. */
export interface Given {
  readonly score: ItemScore | null;
  readonly scoredAt: Date | null;
  readonly scoredByName: string | null;
  readonly changed: boolean;
}

/** "3.20 (cost of delay 16, size 5), by Amara on 3 March", "cannot compute: size missing". */
export function scoreWords(given: Given, today: Today, now: Date): string {
  const { score, scoredAt, scoredByName } = given;
  if (score === null || scoredAt === null) return 'not scored yet';
  const scored = scoreOf(score);
  const parts = scored.type === 'scored' ? ` (cost of delay ${scored.costOfDelay}, size ${score.size})` : '';
  const by = scoredByName === null ? '' : ` by ${scoredByName}`;
  const stale = staleWords(staleness(scoredAt, given.changed, now));
  return `${sayScore(score)}${parts},${by} on ${onDay(scoredAt, today)}${stale === '' ? '' : `; ${stale}`}`;
}

/** Why a score should be looked at again. */
export function staleWords(stale: Stale): string {
  if (stale === null) return '';
  return stale === 'old' ? `older than ${SCORE_DAYS} days` : 'the epic changed since';
}

/** "score 3.20", "score: size missing", "not scored": as part of a line. */
export function shortScore(score: ItemScore | null): string {
  if (score === null) return 'not scored';
  return scoreOf(score).type === 'scored' ? `score ${sayScore(score)}` : `score: ${sayScore(score).replace('cannot compute: ', '')}`;
}
