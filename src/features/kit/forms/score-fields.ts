import { optionalChoice } from '../../../chat/field.ts';
import { SCORE_STEPS } from '../../../model/score/item-score.ts';

const options = SCORE_STEPS.map((step) => ({ value: String(step), text: String(step) }));

/** The four parts of a score, of items as of epics: they are judged beside others of their kind (MODEL: WSJF). */
export const scoreFields = (kind: 'item' | 'epic') => ({
  value: optionalChoice({ label: 'Value', hint: `For customers and the business, beside the other ${kind}s.`, options }),
  time: optionalChoice({ label: 'Time criticality', hint: 'How much is lost by waiting?', options }),
  risk: optionalChoice({ label: 'Risk or opportunity', hint: 'What does it make safer, or possible?', options }),
  size: optionalChoice({
    label: 'Size',
    hint: `The smallest ${kind} is a 1. Leave open what you do not know: it is never taken for 0.`,
    options,
  }),
});
