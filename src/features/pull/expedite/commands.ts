import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { keyAndText } from '../../../chat/words.ts';
import { cleanReason } from '../../../model/text/clean-reason.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askExpedite, expediteForm, stopExpediting } from '../../kit/offers/expedite.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { expedite, openExpedite, stop, type Target } from './expedite.ts';
import { expediteOnCard } from './on-card.ts';

const target = (data: { readonly itemId: string; readonly version: number }): Target => ({ id: data.itemId, version: data.version });

/** What goes before everything else: few at once, with a reason (row D1). */
export const expediting: Feature<Access> = {
  name: 'expedite',
  commands: [
    command({
      name: 'expedite',
      group: 'pull',
      summary: say`Let {an item} go before everything else, with the reason; off ends it.`,
      usage: '/flow expedite KEY REASON',
      right: 'expedite',
      words: keyAndText,
      handle: ({ key, text }) => {
        if (text.normalize('NFKC').toLowerCase() === 'off') return write((context: Write) => stop(context, { key }));
        const reason = cleanReason(text, 'The reason');
        return reason === ''
          ? read((context: Read) => openExpedite(context, { key }))
          : write((context: Write) => expedite(context, { key }, reason));
      },
    }),
  ],
  actions: [
    onRead(askExpedite, 'expedite', (context, data) => openExpedite(context, target(data))),
    onWrite(stopExpediting, 'expedite', (context, data) => stop(context, target(data))),
  ],
  forms: [onSubmit(expediteForm, 'expedite', (context, { reason }, data) => expedite(context, target(data), reason))],
  cards: [expediteOnCard],
};
