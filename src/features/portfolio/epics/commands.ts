import { command, type Feature, onAction, onForm, onShortcut } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { anyText, optionalKey } from '../../../chat/words.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { firstLine } from '../../kit/finding/first-line.ts';
import { detailsForm, epicDateForm, epics, outcomeForm, proposeForm } from '../../kit/offers/epics.ts';
import { openDetails, saveDetails } from './details.ts';
import { openEpicDate, saveEpicDate } from './external-date.ts';
import { helpWrite, openOutcome, saveOutcome, showMissing } from './outcome.ts';
import { openProposal, openProposalOf, propose, proposeAnyway } from './propose.ts';
import { showEpic } from './show-epic.ts';

/** Options to invest and what they hope for (rows B1, B2, B3, G1, G8). */
export const epicFeature: Feature<Access> = {
  name: 'epics',
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
    onAction(epics.details, 'shape', ({ epicId }) => read((context: Read) => openDetails(context, epicId))),
    onAction(epics.outcome, 'shape', ({ epicId }) => read((context: Read) => openOutcome(context, { id: epicId }))),
    onAction(epics.date, 'shape', ({ epicId }) => read((context: Read) => openEpicDate(context, { id: epicId }))),
    onAction(epics.helpWrite, 'read', () => read(helpWrite)),
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
  things: [{ prefix: 'E', show: showEpic, fromIdea: openProposalOf, asks: { date: (context, key) => openEpicDate(context, { key }) } }],
};
