import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { optionalKey } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { dateForm, dateItem } from './contracts.ts';
import { openDate, saveDate } from './date.ts';
import { dateOnCard } from './on-card.ts';

/** Dates that law or a contract sets on an item (row X5). */
export const dates: Feature<Access> = {
  name: 'external-dates',
  commands: [
    command({
      name: 'date',
      group: 'backlog',
      also: ['shape'],
      summary: say`A date that a law or contract sets on {an item} or {epic}. It explains urgency and is never a plan.`,
      usage: '/flow date KEY',
      right: 'refine',
      words: optionalKey,
      handle: ({ key }) => {
        if (key === undefined) throw new Refusal('invalid_input', say`Which {item} or {epic}?`, 'Type /flow date and its key.');
        return read((context: Read) => context.things.ask('date', key) ?? openDate(context, { key }));
      },
    }),
  ],
  actions: [onRead(dateItem, 'refine', (context, { itemId }) => openDate(context, { id: itemId }))],
  forms: [onSubmit(dateForm, 'refine', (context, values, { itemId }) => saveDate(context, itemId, values))],
  things: [{ prefix: '', asks: { date: (context, key) => openDate(context, { key }) } }],
  cards: [dateOnCard],
};
