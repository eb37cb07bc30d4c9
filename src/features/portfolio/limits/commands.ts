import { type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { editPortfolio, editShares, portfolioForm, sharesForm } from '../../kit/offers/limits.ts';
import { openLimits, openShares, saveLimits, saveShares } from './save.ts';

/** Limits, shares and guardrails of the portfolio (rows B5, B7, B8, B10, B15). They are shown by `/flow portfolio flow`. */
export const portfolioPolicy: Feature<Access> = {
  name: 'portfolio-policy',
  commands: [],
  actions: [
    onAction(editPortfolio, 'governPortfolio', () => read((context: Read) => openLimits(context))),
    onAction(editShares, 'governPortfolio', () => read((context: Read) => openShares(context))),
  ],
  forms: [
    onForm(portfolioForm, 'governPortfolio', (values, data) => write((context: Write) => saveLimits(context, values, data))),
    onForm(sharesForm, 'governPortfolio', (values, data) => write((context: Write) => saveShares(context, values, data))),
  ],
};
