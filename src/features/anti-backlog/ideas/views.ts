import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, facts, heading, list, note, paragraph } from '../../../chat/block.ts';
import { shorten } from '../../../chat/words.ts';
import type { IdeaRow } from '../../../database/ideas/ideas.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { moreButton } from '../../kit/buttons/more-button.ts';
import { openButton, openByKey } from '../../kit/buttons/open-button.ts';
import { supportThing } from '../../kit/offers/likeness.ts';
import { moreParked, onward, parkWords, reviveIdea } from '../../kit/offers/parking.ts';
import { decision, onDay, quoted, supportWords, type Today, whyParked, wouldReopen } from '../../kit/words/idea-words.ts';
import { count, named } from '../../kit/words/item-words.ts';
import type { IdeaPart } from './store.ts';

/** `/flow I-31`: what, why not, who decided, what would reopen it, and who wants it all the same. */
export function ideaView(idea: IdeaRow, today: Today, mayReopen: boolean): Block[] {
  return [
    paragraph(...named(idea)),
    paragraph(`Parked ${decision(idea, today)}: `, ...whyParked(idea)),
    ...(idea.state === 'revived'
      ? [
          paragraph(
            `Reopened${idea.revivedAt ? ` on ${onDay(idea.revivedAt, today)}` : ''}: ${quoted(idea.revivedBecause ?? 'no reason kept')}`,
          ),
        ]
      : [paragraph(wouldReopen(idea, today))]),
    ...origin(idea),
    ideaButtons(idea, mayReopen),
  ];
}

function origin(idea: IdeaRow): Block[] {
  const entries = [
    ...(idea.subjectKey ? [{ label: idea.itemId === null ? say`{Epic}` : say`{Item}`, value: [idea.subjectKey] }] : []),
    ...(idea.supporters > 0 ? [{ label: 'Support', value: [supportWords(idea.supporters)] }] : []),
    ...(idea.sourceLink ? [{ label: 'From', value: [{ type: 'link' as const, text: 'the message', url: idea.sourceLink }] }] : []),
  ];
  return entries.length > 0 ? [facts(...entries)] : [];
}

function ideaButtons(idea: IdeaRow, mayReopen: boolean): Block {
  if (idea.state === 'revived' && idea.subjectKey === null) return onwardButtons(idea);
  return buttons(
    idea.state === 'parked' && button('Support it', supportThing, { kind: 'idea', id: idea.id }, { hint: `Support ${idea.key}` }),
    mayReopen && idea.state === 'parked' && button('Reopen', reviveIdea, { ideaId: idea.id }, { hint: `Reopen ${idea.key}` }),
    idea.subjectKey !== null && openByKey(idea.subjectKey),
  );
}

/** Where a revived idea may go that was never an item or epic. */
export function onwardButtons(idea: IdeaRow): Block {
  return buttons(
    button(say`Propose as {an epic}`, onward, { ideaId: idea.id, as: 'epic' }, { style: 'primary' }),
    button('Add to a backlog', onward, { ideaId: idea.id, as: 'item' }),
    button('All parked', runCommand, { text: 'parked' }),
  );
}

/** `/flow parked`: newest first, or what was found. */
export function parkedView(part: IdeaPart, words: string, after: number, today: Today): Block[] {
  const shown = after + part.ideas.length;
  const left = part.total - shown;
  if (part.ideas.length === 0) return nothingParked(words, after);
  return [
    heading('Parked'),
    note(
      words === ''
        ? `${count(part.total, 'idea')}, newest first. Not lost, not hoarded.`
        : `${count(part.total, 'idea')} like “${shorten(words)}”, best first.`,
    ),
    list(
      part.ideas.map((idea) =>
        entry(
          [
            ...named(idea),
            `, parked ${decision(idea, today)}: `,
            ...whyParked(idea),
            ` ${wouldReopen(idea, today)}`,
            ...(idea.supporters > 0 ? [` ${supportWords(idea.supporters)}.`] : []),
          ],
          openButton(idea.key),
        ),
      ),
    ),
    buttons(
      moreButton(left, moreParked, { words, after: shown }),
      after > 0 && button('From the start', moreParked, { words, after: 0 }),
      words !== '' && button('All parked', runCommand, { text: 'parked' }),
      button('Park an idea', parkWords, { title: '' }),
    ),
  ];
}

function nothingParked(words: string, after: number): Block[] {
  if (after > 0) return [paragraph('That was the last one.'), buttons(button('From the start', moreParked, { words, after: 0 }))];
  if (words === '') {
    return [
      paragraph('Nothing is parked yet. What is not worth doing now is kept here with its reason, so that nobody needs to argue it twice.'),
      buttons(button('Park an idea', parkWords, { title: '' }, { style: 'primary' })),
    ];
  }
  return [
    paragraph(`Nothing parked is like “${shorten(words)}”.`),
    buttons(button('All parked', runCommand, { text: 'parked' }), button('Park it as an idea', parkWords, { title: words })),
  ];
}

/** After parking: the key under which it is found again. */
export function parkedNow(idea: IdeaRow, today: Today, more: readonly string[] = []): Block[] {
  const what = idea.subjectKey ? `${idea.subjectKey} · ${idea.title} is parked, as ` : 'Parked: ';
  return [
    idea.subjectKey ? paragraph(what, { type: 'bold', text: idea.key }, '.') : paragraph(what, ...named(idea)),
    paragraph('Reason: ', ...whyParked(idea), ` ${wouldReopen(idea, today)}`),
    ...more.map((line) => paragraph(line)),
    buttons(
      openByKey(idea.key),
      button('Reopen', reviveIdea, { ideaId: idea.id }, { hint: `Reopen ${idea.key}` }),
      button('All parked', runCommand, { text: 'parked' }),
    ),
  ];
}
