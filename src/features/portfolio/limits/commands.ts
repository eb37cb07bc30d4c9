import type { Feature } from '../../../chat/feature.ts';
import type { Access } from '../../kit/access.ts';
import { editPortfolio, editShares, portfolioForm, sharesForm } from '../../kit/offers/limits.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { openLimits, openShares, saveLimits, saveShares } from './save.ts';

/** Limits, shares and guardrails of the portfolio (rows B5, B7, B8, B10, B15). They are shown by `/flow portfolio flow`. */
export const limits: Feature<Access> = {
  name: 'portfolio-policy',
  commands: [],
  actions: [
    onRead(editPortfolio, 'governPortfolio', (context) => openLimits(context)),
    onRead(editShares, 'governPortfolio', (context) => openShares(context)),
  ],
  forms: [
    onSubmit(portfolioForm, 'governPortfolio', (context, values, data) => saveLimits(context, values, data)),
    onSubmit(sharesForm, 'governPortfolio', (context, values, data) => saveShares(context, values, data)),
  ],
};
