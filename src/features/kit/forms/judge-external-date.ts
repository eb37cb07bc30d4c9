import { lastDate } from '../../../model/epic/epic-outcome.ts';

// Older ones are typing slips: 0206 for 2026.
const EARLIEST = '2000-01-01';

/** What is stored of a form's answers, or what is wrong by field. */
export type Judged = { readonly on: string | null; readonly why: string | null } | { readonly errors: Readonly<Record<string, string>> };

/**
 * Row X5: a date and the law or contract that sets it, both or neither.
 *
 * @param had there is a date already
 * @param today the organization's local date
 */
export function judgeExternalDate(
  { on, why }: { readonly on: string | undefined; readonly why: string | undefined },
  had: boolean,
  today: string,
): Judged {
  if (on !== undefined && (on < EARLIEST || on > lastDate(today))) return { errors: { on: 'Pick a day within the next ten years.' } };
  if (on !== undefined && why === undefined)
    return { errors: { why: 'Name the law or contract; a date of our own is a plan, and has no place here.' } };
  // With a date that goes, its reason goes, too; typed where there is none, it would be lost.
  if (on === undefined && why !== undefined && !had) return { errors: { on: 'Pick the day that it sets.' } };
  return { on: on ?? null, why: on === undefined ? null : (why ?? null) };
}
