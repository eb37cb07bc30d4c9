import { command, type Feature, onAction, onForm, onShortcut } from '../../../chat/feature.ts';
import { type Handler, read, write } from '../../../chat/handler.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { anyText, optionalKey } from '../../../chat/words.ts';
import { readBets } from '../../../database/epics/bets.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { firstLine } from '../../anti-backlog/park/typed.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { detailsForm, epicDateForm, epics, outcomeForm, proposeForm } from '../../kit/offers/epics.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { nextQuestion } from '../beginning/questions.ts';
import { openRunning } from '../beginning/running.ts';
import { moveEpic } from '../bets/move.ts';
import { breachesNow, flowBlocks } from '../limits/flow-view.ts';
import { recent } from '../outcomes/recent.ts';
import { portfolioView, stateView } from '../overview/portfolio-view.ts';
import { openDetails, saveDetails } from './details.ts';
import { openEpicDate, saveEpicDate } from './external-date.ts';
import { helpWrite, openOutcome, saveOutcome, showMissing } from './outcome.ts';
import { openProposal, propose, proposeAnyway } from './propose.ts';
import { readPortfolio, readState } from './store.ts';

const PER_STATE = 5;
const PART = 10;

/** Options to invest and what they hope for (rows B1, B2, B3, G1, G8). */
export const portfolio: Feature<Access> = {
  name: 'portfolio',
  commands: [
    command({
      name: 'propose',
      group: 'portfolio',
      first: true,
      summary: 'Propose an epic: an option to invest, not a promise.',
      usage: '/flow propose [TITLE]',
      right: 'propose',
      words: anyText,
      handle: ({ text }) => read(async (context: Read) => openProposal(context, { title: text })),
    }),
    command({
      name: 'portfolio',
      also: ['shape', 'invest', 'governPortfolio'],
      group: 'portfolio',
      summary:
        'Epics by state, and what each hopes for; with “flow”, limits, shares, what came and went; “running” lists what ran before Millrace.',
      usage: '/flow portfolio [flow or running]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => portfolioWord(text.normalize('NFKC').toLowerCase()),
    }),
    command({
      name: 'outcome',
      also: ['shape'],
      group: 'portfolio',
      summary: 'Say what an epic hopes for, or see which do not say it.',
      usage: '/flow outcome [KEY]',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => read((context: Read) => (key === undefined ? showMissing(context) : openOutcome(context, { key }))),
    }),
  ],
  actions: [
    onAction(epics.propose, 'propose', ({ title }) => read(async (context: Read) => openProposal(context, { title }))),
    onAction(epics.proposeAnyway, 'propose', ({ heldId }) => write((context: Write) => proposeAnyway(context, heldId))),
    onAction(epics.move, 'shape', ({ to, ...target }) => write((context: Write) => moveEpic(context, target, to))),
    onAction(epics.details, 'shape', ({ epicId }) => read((context: Read) => openDetails(context, epicId))),
    onAction(epics.outcome, 'shape', ({ epicId }) => read((context: Read) => openOutcome(context, { id: epicId }))),
    onAction(epics.date, 'shape', ({ epicId }) => read((context: Read) => openEpicDate(context, { id: epicId }))),
    onAction(epics.helpWrite, 'read', () => read(helpWrite)),
    onAction(epics.more, 'read', ({ state, after }) =>
      read(async (context: Read) => update(stateView(state, await readState(context.db, state, after, PART), after, todayOf(context)))),
    ),
  ],
  forms: [
    onForm(proposeForm, 'propose', (values, { link }) => write((context: Write) => propose(context, values, link))),
    onForm(outcomeForm, 'shape', (values, data) => write((context: Write) => saveOutcome(context, values, data))),
    onForm(epicDateForm, 'shape', (values, data) => write((context: Write) => saveEpicDate(context, values, data))),
    onForm(detailsForm, 'shape', (values, data) => write((context: Write) => saveDetails(context, values, data))),
  ],
  shortcuts: [
    onShortcut({
      name: 'propose_epic',
      title: 'Propose an epic',
      summary: 'Make an option to invest out of this message, and keep the link to it.',
      right: 'propose',
      handle: ({ text, link }) => read(async (context: Read) => openProposal(context, { title: firstLine(text), link })),
    }),
  ],
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
  return update(portfolioView(await readPortfolio(context.db, PER_STATE, recent(context)), todayOf(context), around));
}

function todayOf(context: Read): string {
  return localDate(context.now, context.organization.zone);
}
