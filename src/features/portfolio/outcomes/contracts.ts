import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, longText, optionalText } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { VERDICTS } from '../../../model/epic/epic-event.ts';
import { EVIDENCE_KINDS, REVIEW_LISTS } from '../../../model/epic/review.ts';
import { capital } from '../../../model/text/capital.ts';
import { LONG_TEXT_LIMIT, REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { EVIDENCE_NAMES, VERDICT_NAMES } from '../../kit/words/outcome-words.ts';

export const outcomes = {
  /** Asks what came of an epic. */
  review: action('outcomes.review', { epicId: z.uuid() }, 'form'),
  /** Shows more of a list of reviews. */
  more: action('outcomes.more', { which: z.enum(REVIEW_LISTS), after: z.number().int().min(0).max(1_000_000) }),
  /** What it hoped for, from the first version on. */
  versions: action('outcomes.versions', { epicId: z.uuid() }),
};

export const reviewForm = form({
  name: 'outcomes.review',
  title: 'What came of it?',
  submit: 'Note it',
  fields: {
    verdict: choice({ label: 'Verdict', options: VERDICTS.map((value) => ({ value, text: capital(VERDICT_NAMES[value]) })) }),
    actual: optionalText({ label: 'Actual value', hint: 'The same measure as was hoped for, if there is one.', limit: REASON_LIMIT }),
    evidenceKind: choice({ label: 'Evidence', options: EVIDENCE_KINDS.map((value) => ({ value, text: capital(EVIDENCE_NAMES[value]) })) }),
    evidence: longText({ label: 'What does it show?', hint: 'A figure, a link, what people said.', limit: LONG_TEXT_LIMIT, links: true }),
    learning: longText({ label: 'What did we learn?', hint: say`For the next {bet}. May stay empty.`, limit: LONG_TEXT_LIMIT }),
  },
  /** `revision`: of the epic when the form was opened. */
  data: z.object({ epicId: z.uuid(), revision: z.number().int() }),
});
