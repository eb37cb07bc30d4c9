import type { Verdict } from '../../../model/epic/epic-event.ts';
import type { LateOutcome, OutcomeHint } from '../../../model/epic/outcome-hints.ts';
import type { HitRate, Share } from '../../../model/epic/outcome-rates.ts';
import type { EvidenceKind } from '../../../model/epic/review.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { onDay, type Today } from './idea-words.ts';

/** Verdicts as people read them. */
export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = {
  met: 'met',
  partly: 'partly met',
  not_met: 'not met',
  too_early: 'too early to say',
  cannot_tell: 'cannot tell',
};

/** What a verdict rests on. */
export const EVIDENCE_NAMES: Readonly<Record<EvidenceKind, string>> = {
  metric: 'a metric',
  experiment: 'an experiment',
  interview: 'interviews',
  support: 'support data',
  none: 'none',
};

/** What a hint asks. Questions, not verdicts. */
export const HINT_WORDS: Readonly<Record<OutcomeHint, string>> = {
  boilerplate: say`The outcome would fit any {epic}, so it counts as missing. What would be different, and for whom?`,
  'first written after done': 'The outcome was first written after delivery, so it counts as missing. What was hoped for before?',
  'added after done': 'The outcome was changed after delivery, so it cannot have guided the work. What was hoped for before?',
  'met without evidence': 'It is noted as met, and nothing says how we know. What could show it?',
};

/** "27 % (4 of 15)"; "n/a" where there is nothing to be a part of, never 0. */
export function shareWords({ of, all, percent }: Share, nothing: string): string {
  return percent === null ? `n/a: ${nothing}` : `${Math.round(percent)} % (${of} of ${all})`;
}

/** "70 %: 3 met, 1 partly met, 1 not met"; below five verdicts the counts alone. */
export function hitWords({ rate, counts }: HitRate): string {
  const parts = (Object.keys(counts) as Verdict[]).flatMap((verdict) =>
    counts[verdict] > 0 ? [`${counts[verdict]} ${VERDICT_NAMES[verdict]}`] : [],
  );
  if (parts.length === 0) return 'n/a: nothing was reviewed yet';
  const said = parts.join(', ');
  return rate === null ? `${said}. Fewer than five say met, partly or not, so there is no rate yet` : `${Math.round(rate)} %: ${said}`;
}

/** " (changed after start, on 3 March)", " (said after the start, on 3 March)" where nothing was said before, or nothing. */
export function lateMark(late: LateOutcome | null, today: Today): string {
  if (late === null) return '';
  return ` (${late.first ? 'said after the start' : 'changed after start'}, on ${onDay(late.at, today)})`;
}
