import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, longText, optionalChoice, optionalWholeNumber, text, wholeNumber } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { SCORE_STEPS } from '../../../model/score/item-score.ts';
import { LONG_TEXT_LIMIT, REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** Opens the form with the portfolio's limits. */
export const editPortfolio = action('portfolio.editLimits', {}, 'form');
/** Opens the form with what each stream gets. */
export const editShares = action('portfolio.editShares', {}, 'form');

const reason = text({ label: 'Why?', hint: 'One line. It stays with the decision.', limit: REASON_LIMIT });

/** `was`: what the form showed, as one text, so that nobody overwrites what they have not seen. */
const data = z.object({ was: z.string().max(20_000) });

export const portfolioForm = form({
  name: 'portfolio.limits',
  title: say`Limits of the {portfolio}`,
  submit: 'Save',
  fields: {
    betLimit: wholeNumber({ label: say`{Bets} at once`, hint: 'Fewer at once are done sooner.', min: 1, max: 1_000 }),
    investBy: choice({
      label: say`{A bet} is justified by`,
      options: [
        { value: 'either', text: 'A score, or its case in a line' },
        { value: 'score', text: 'A score' },
        { value: 'case', text: 'Its case in a line' },
      ],
    }),
    largestSize: optionalChoice({
      label: 'Largest size without approval',
      hint: 'Empty: any size.',
      options: SCORE_STEPS.map((step) => ({ value: String(step), text: String(step) })),
    }),
    shortShare: optionalWholeNumber({
      label: say`Short-term {bets}, in percent`,
      hint: 'The rest builds capability. Empty is no plan.',
      min: 0,
      max: 100,
    }),
    reason,
  },
  data,
});

export const sharesForm = form({
  name: 'portfolio.shares',
  title: say`Funding of the {streams}`,
  submit: 'Save',
  fields: {
    shares: longText({
      label: 'Shares, in percent',
      hint: say`{A stream} and its share per line, like PAY 50. Together they are 100; empty is no plan.`,
      limit: LONG_TEXT_LIMIT,
    }),
    limits: longText({
      label: say`{Bets} at once in {a stream}`,
      hint: say`Where {a stream} has a limit of its own, like PAY 2. Empty: only the {portfolio}’s limit.`,
      limit: LONG_TEXT_LIMIT,
    }),
    reason,
  },
  data,
});
