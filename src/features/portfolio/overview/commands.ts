import { command, type Feature } from '../../../chat/feature.ts';
import { type Handler, read } from '../../../chat/handler.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { anyText } from '../../../chat/words.ts';
import { readBets } from '../../../database/epics/bets.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { epics } from '../../kit/offers/epics.ts';
import { onRead } from '../../kit/on.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { nextQuestion } from '../beginning/questions.ts';
import { openRunning } from '../beginning/running.ts';
import { readPortfolio, readState } from '../epics/store.ts';
import { breachesNow, flowBlocks } from '../limits/flow-view.ts';
import { recent } from '../outcomes/recent.ts';
import { portfolioView, stateView } from './portfolio-view.ts';

const PER_STATE = 5;
const PART = 10;

/** The portfolio as a whole: epics by state, limits, what came and went (rows B1, B14, B15). */
export const overview: Feature<Access> = {
  name: 'portfolio',
  commands: [
    command({
      name: 'portfolio',
      also: ['shape', 'invest', 'governPortfolio'],
      group: 'portfolio',
      summary: say`{Epics} by state, and what each hopes for; with “flow”, limits, shares, what came and went; “running” lists what ran before Millrace.`,
      usage: '/flow portfolio [flow or running]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => portfolioWord(text.normalize('NFKC').toLowerCase()),
    }),
  ],
  actions: [
    onRead(epics.more, 'read', async (context, { state, after }) =>
      update(stateView(state, await readState(context.db, state, after, PART), after, todayOf(context).date)),
    ),
  ],
  forms: [],
};

function portfolioWord(word: string): Handler<Access> {
  if (word === 'flow') return read(async (context: Read) => update(await flowBlocks(context)));
  return word === 'running' ? read((context: Read) => openRunning(context)) : read(showPortfolio);
}

async function showPortfolio(context: Read): Promise<ReadReply> {
  const { running, limits } = await readBets(context.db, context.now);
  const around = {
    running: running.length,
    limit: limits.portfolio,
    breaches: await breachesNow(context),
    govern: isAllowed(context, 'governPortfolio', {}),
    question: await nextQuestion(context),
  };
  return update(portfolioView(await readPortfolio(context.db, PER_STATE, recent(context)), todayOf(context).date, around));
}
