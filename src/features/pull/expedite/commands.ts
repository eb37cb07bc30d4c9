import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { keyAndText } from '../../../chat/words.ts';
import { cleanLine, REASON_LIMIT } from '../../../model/text/text.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askExpedite, expediteForm, stopExpediting } from '../../kit/offers/expedite.ts';
import { expedite, openExpedite, stop, type Target } from './expedite.ts';

const target = (data: { readonly itemId: string; readonly version: number }): Target => ({ id: data.itemId, version: data.version });

/** What goes before everything else: few at once, with a reason (row D1). */
export const expediting: Feature<Access> = {
  name: 'expedite',
  commands: [
    command({
      name: 'expedite',
      group: 'pull',
      summary: 'Let an item go before everything else, with the reason; off ends it.',
      usage: '/flow expedite KEY REASON',
      right: 'expedite',
      words: keyAndText,
      handle: ({ key, text }) => {
        if (text === '') return read((context: Read) => openExpedite(context, { key }));
        if (text.normalize('NFKC').toLowerCase() === 'off') return write((context: Write) => stop(context, { key }));
        return write((context: Write) => expedite(context, { key }, cleanLine(text, REASON_LIMIT, 'The reason')));
      },
    }),
  ],
  actions: [
    onAction(askExpedite, 'expedite', (data) => read((context: Read) => openExpedite(context, target(data)))),
    onAction(stopExpediting, 'expedite', (data) => write((context: Write) => stop(context, target(data)))),
  ],
  forms: [onForm(expediteForm, 'expedite', ({ reason }, data) => write((context: Write) => expedite(context, target(data), reason)))],
};
