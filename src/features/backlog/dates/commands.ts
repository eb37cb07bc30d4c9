import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { optionalKey } from '../../../chat/words.ts';
import { parseKey } from '../../../model/item/key.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { openEpicDate } from '../../portfolio/epics/external-date.ts';
import { dateForm, dateItem } from './contracts.ts';
import { openDate, saveDate } from './date.ts';

/** Dates that law or a contract sets on an item (row X5). */
export const externalDates: Feature<Access> = {
  name: 'external-dates',
  commands: [
    command({
      name: 'date',
      group: 'backlog',
      also: ['shape'],
      summary: 'A date that a law or contract sets on an item or epic. It explains urgency and is never a plan.',
      usage: '/flow date KEY',
      right: 'refine',
      words: optionalKey,
      handle: ({ key }) => {
        if (key === undefined) throw new Refusal('invalid_input', 'Which item or epic?', 'Type /flow date and its key.');
        return read((context: Read) => (parseKey(key)?.prefix === 'E' ? openEpicDate(context, { key }) : openDate(context, { key })));
      },
    }),
  ],
  actions: [onAction(dateItem, 'refine', ({ itemId }) => read((context: Read) => openDate(context, { id: itemId })))],
  forms: [onForm(dateForm, 'refine', (values, { itemId }) => write((context: Write) => saveDate(context, itemId, values)))],
};
