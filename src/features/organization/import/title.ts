import { Refusal } from '../../../model/rights/refusal.ts';
import { cleanLine, TITLE_LIMIT } from '../../../model/text/text.ts';
import type { Issue } from './changelog.ts';

/**
 * An issue's title: its summary, or “Story PRJ-1161” where the export has none.
 *
 * @returns with what was done to the summary, where it could not be kept as it was
 */
export function titleOf(issue: Issue): { readonly title: string; readonly oddity?: string } {
  const plain = `${issue.type} ${issue.key}`;
  if (issue.summary === null) return { title: plain };
  try {
    return { title: cleanLine(issue.summary, TITLE_LIMIT, 'The title') || plain };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(issue.summary)].slice(0, TITLE_LIMIT.graphemes - 1);
  const short = `${graphemes.map((one) => one.segment).join('')}…`;
  try {
    return {
      title: cleanLine(short, TITLE_LIMIT, 'The title'),
      oddity: `${issue.key}: its summary was shortened to ${TITLE_LIMIT.graphemes} characters.`,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { title: plain, oddity: `${issue.key}: its summary can't be used. ${error.message}` };
  }
}
