import type { ItemScore } from '../../../model/score/item-score.ts';
import { sayScore, scoreOf } from '../../../model/score/score.ts';

/** "score 3.20", "score: size missing", "not scored": as part of a line. */
export function shortScore(score: ItemScore | null): string {
  if (score === null) return 'not scored';
  return scoreOf(score).type === 'scored' ? `score ${sayScore(score)}` : `score: ${sayScore(score).replace('cannot compute: ', '')}`;
}
