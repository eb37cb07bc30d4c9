import { type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { beginning, ownersForm, runningForm, whereForm } from '../../kit/offers/beginning.ts';
import { askOwners, skip } from './ask-owners.ts';
import { openOwners, saveOwners } from './owners.ts';
import { openRunning, saveRunning } from './running.ts';
import { openWhere, saveWhere } from './where.ts';

/** A leader's first ten minutes (VOICE): where to win, what runs now, what it hopes for. */
export const portfolioStart: Feature<Access> = {
  name: 'portfolio-start',
  // Asked by `/flow` where the portfolio is, by `/flow portfolio` and on a leader's Home.
  commands: [],
  actions: [
    onAction(beginning.sayWhere, 'steer', () => read((context: Read) => openWhere(context))),
    onAction(beginning.listRunning, 'governPortfolio', () => read((context: Read) => openRunning(context))),
    onAction(beginning.nameOwners, 'governPortfolio', () => read((context: Read) => openOwners(context))),
    onAction(beginning.askOwners, 'governPortfolio', () => write((context: Write) => askOwners(context))),
    onAction(beginning.skip, 'governPortfolio', ({ question }) => write((context: Write) => skip(context, question))),
  ],
  forms: [
    onForm(whereForm, 'steer', (values) => write((context: Write) => saveWhere(context, values))),
    onForm(runningForm, 'governPortfolio', ({ titles }) => write((context: Write) => saveRunning(context, titles))),
    onForm(ownersForm, 'governPortfolio', (values, { epicIds }) => write((context: Write) => saveOwners(context, values, epicIds))),
  ],
};
