import type { Feature } from '../../../chat/feature.ts';
import type { Access } from '../../kit/access.ts';
import { beginning as acts, ownersForm, runningForm, whereForm } from '../../kit/offers/beginning.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { askOwners, skip } from './ask-owners.ts';
import { openOwners, saveOwners } from './owners.ts';
import { openRunning, saveRunning } from './running.ts';
import { openWhere, saveWhere } from './where.ts';

/** A leader's first ten minutes (VOICE): where to win, what runs now, what it hopes for. */
export const beginning: Feature<Access> = {
  name: 'portfolio-start',
  // Asked by `/flow` where the portfolio is, by `/flow portfolio` and on a leader's Home.
  commands: [],
  actions: [
    onRead(acts.sayWhere, 'steer', (context) => openWhere(context)),
    onRead(acts.listRunning, 'governPortfolio', (context) => openRunning(context)),
    onRead(acts.nameOwners, 'governPortfolio', (context) => openOwners(context)),
    onWrite(acts.askOwners, 'governPortfolio', (context) => askOwners(context)),
    onWrite(acts.skip, 'governPortfolio', (context, { question }) => skip(context, question)),
  ],
  forms: [
    onSubmit(whereForm, 'steer', (context, values) => saveWhere(context, values)),
    onSubmit(runningForm, 'governPortfolio', (context, { titles }) => saveRunning(context, titles)),
    onSubmit(ownersForm, 'governPortfolio', (context, values, { epicIds }) => saveOwners(context, values, epicIds)),
  ],
};
