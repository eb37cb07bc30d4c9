import { lastDate } from '../../../model/epic/epic-outcome.ts';

/**
 * Is it a day on which one can look again? Days are local dates, `YYYY-MM-DD`.
 *
 * @param optional whether the field may stay empty, so that the refusal may say so
 * @returns what is wrong with it, or null
 */
export function judgeDate(on: string | undefined, today: string, { optional = true } = {}): string | null {
  if (on === undefined) return null;
  if (on <= today) return `Pick a day after today${optional ? ', or leave it empty' : ''}.`;
  return on > lastDate(today) ? 'Pick a day within the next ten years.' : null;
}
