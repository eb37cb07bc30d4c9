import { shorten } from '../../../chat/words.ts';
import type { KeyResultSnapshot } from '../../../model/strategy/goal-event.ts';
import { type Measured, progress } from '../../../model/strategy/key-result.ts';
import type { ThemeState } from '../../../model/strategy/theme.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { onDay, type Today } from './idea-words.ts';

/** Names of the states as people read them. */
export const THEME_STATE_NAMES: Readonly<Record<ThemeState, string>> = { draft: 'Draft', active: 'Active', retired: 'Retired' };

/** "38 %", "2.5 days" */
export function withUnit(value: number, unit: string | null): string {
  return unit === null ? String(value) : `${value} ${unit}`;
}

/** "38 % → 30 %" */
export function span({ baseline, target, unit }: Pick<KeyResultSnapshot, 'baseline' | 'target' | 'unit'>): string {
  return `${withUnit(baseline, unit)} → ${withUnit(target, unit)}`;
}

/** "34 % on 3 March, half of the way" in figures; or that nobody measured it. Never 0 for unknown. */
export function standing(keyResult: KeyResultSnapshot, today: Today): string {
  const { current, measuredAt, unit } = keyResult;
  if (current === null || measuredAt === null) return 'not measured yet';
  return `${withUnit(current, unit)} on ${onDay(measuredAt, today)}, ${way(keyResult)}`;
}

function way(measured: Measured): string {
  const gone = progress(measured);
  if (gone === null) return 'not measured yet';
  if (gone < 0) return 'so far the other way';
  return gone >= 100 ? 'reached' : `${Math.round(gone)} % of the way`;
}

/** "9 of 13 open epics name a key result (69 %)." */
export function coverageLine({ open, linked }: { readonly open: number; readonly linked: number }): string {
  if (open === 0) return say`Open {epics} that name {a key result}: n/a, because no {epic} is open.`;
  return say`Open {epics} that name {a key result}: ${linked} of ${open} (${Math.round((100 * linked) / open)} %).`;
}

const LINE = 200;

/** A text as part of a line: its breaks gone, shortened where it is long. */
export function inOneLine(text: string): string {
  return shorten(text.replace(/\s+/gu, ' '), LINE);
}
