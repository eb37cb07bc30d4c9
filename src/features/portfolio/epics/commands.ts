import { command, type Feature, onShortcut } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { anyText, optionalKey } from '../../../chat/words.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { firstLine } from '../../kit/finding/first-line.ts';
import { epics as acts, detailsForm, epicDateForm, outcomeForm, proposeForm } from '../../kit/offers/epics.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { openDetails, saveDetails } from './details.ts';
import { openEpicDate, saveEpicDate } from './external-date.ts';
import { helpWrite, openOutcome, saveOutcome, showMissing } from './outcome.ts';
import { openProposal, openProposalOf, propose, proposeAnyway } from './propose.ts';
import { showEpic } from './show-epic.ts';

/** Options to invest and what they hope for (rows B1, B2, B3, G1, G8). */
export const epics: Feature<Access> = {
  name: 'epics',
  commands: [
    command({
      name: 'propose',
      group: 'portfolio',
      first: true,
      summary: say`Propose {an epic}: an option to invest, not a promise.`,
      usage: '/flow propose [TITLE]',
      right: 'propose',
      words: anyText,
      handle: ({ text }) => read(async (context: Read) => openProposal(context, { title: text })),
    }),
    command({
      name: 'outcome',
      also: ['shape'],
      group: 'portfolio',
      summary: say`Say what {an epic} hopes for, or see which do not say it.`,
      usage: '/flow outcome [KEY]',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => read((context: Read) => (key === undefined ? showMissing(context) : openOutcome(context, { key }))),
    }),
  ],
  actions: [
    onRead(acts.propose, 'propose', async (context, { title }) => openProposal(context, { title })),
    onWrite(acts.proposeAnyway, 'propose', (context, { heldId }) => proposeAnyway(context, heldId)),
    onRead(acts.details, 'shape', (context, { epicId }) => openDetails(context, epicId)),
    onRead(acts.outcome, 'shape', (context, { epicId }) => openOutcome(context, { id: epicId })),
    onRead(acts.date, 'shape', (context, { epicId }) => openEpicDate(context, { id: epicId })),
    onRead(acts.helpWrite, 'read', helpWrite),
  ],
  forms: [
    onSubmit(proposeForm, 'propose', (context, values, { link }) => propose(context, values, link)),
    onSubmit(outcomeForm, 'shape', (context, values, data) => saveOutcome(context, values, data)),
    onSubmit(epicDateForm, 'shape', (context, values, data) => saveEpicDate(context, values, data)),
    onSubmit(detailsForm, 'shape', (context, values, data) => saveDetails(context, values, data)),
  ],
  shortcuts: [
    onShortcut({
      name: 'propose_epic',
      title: say`Propose {an epic}`,
      summary: 'Make an option to invest out of this message, and keep the link to it.',
      right: 'propose',
      handle: ({ text, link }) => read(async (context: Read) => openProposal(context, { title: firstLine(text), link })),
    }),
  ],
  things: [{ prefix: 'E', show: showEpic, fromIdea: openProposalOf, asks: { date: (context, key) => openEpicDate(context, { key }) } }],
};
