import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, facts, heading, list, note, paragraph } from '../../../chat/block.ts';
import type { Inline } from '../../../chat/span.ts';
import { shorten } from '../../../chat/words.ts';
import type { DeliveredEpic } from '../../../database/epics/delivered.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { REVIEW_LISTS, type ReviewList } from '../../../model/epic/review.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { moreButton } from '../../kit/buttons/more-button.ts';
import { openButton, openByKey } from '../../kit/buttons/open-button.ts';
import { epics } from '../../kit/offers/epics.ts';
import { gapMark, outcomeLine } from '../../kit/words/epic-words.ts';
import { onDay, type Today } from '../../kit/words/idea-words.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { hitWords, shareWords, VERDICT_NAMES } from '../../kit/words/outcome-words.ts';
import { outcomes } from './contracts.ts';
import type { OutcomeFigures } from './rates.ts';

/** `/flow review`: which epics wait for their review, what the last ones said, and the rates with what is behind them. */
export function reviewsView(figures: OutcomeFigures, mayReview: (epic: DeliveredEpic) => boolean, today: Today): Block[] {
  const { lists, ratio } = figures;
  return [
    heading('Outcomes'),
    ...(lists.due.total === 0 ? [paragraph('No review is due.')] : []),
    ...REVIEW_LISTS.flatMap((which): Block[] => {
      const { first, total } = lists[which];
      if (total === 0) return [];
      return [
        paragraph(TITLES[which](total)),
        list(first.map((epic) => entryOf(which, epic, mayReview(epic), today))),
        ...rest(which, total, first.length),
      ];
    }),
    facts(
      {
        label: 'Feature Factory Ratio',
        value: [say`${shareWords(ratio, say`there is no {epic}`)}, {epics} without an anticipated outcome`],
      },
      { label: 'Outcome hit rate', value: [hitWords(figures.hits)] },
      { label: 'Reviews done of those due', value: [shareWords(figures.reviews, 'none was due')] },
      { label: say`Finished {items} linked to an outcome, 12 weeks`, value: [shareWords(figures.linked, 'nothing was finished')] },
      {
        label: 'Enablers and debt that say whom or what they serve',
        value: [shareWords(figures.purposeful, 'none was finished')],
      },
    ),
    buttons(
      ratio.of > 0 && button('Help write one', epics.helpWrite, {}, { style: 'primary' }),
      ratio.of > 0 && button('Which lack one?', runCommand, { text: 'outcome' }),
      button('Portfolio', runCommand, { text: 'portfolio' }),
      button('Strategy', runCommand, { text: 'strategy' }),
    ),
  ];
}

const TITLES: Readonly<Record<ReviewList, (total: number) => string>> = {
  due: (total) => `${count(total, 'review is', 'reviews are')} due:`,
  coming: () => 'Coming up:',
  done: () => 'Reviewed lately:',
};

/** More of one of the lists, from a place on. */
export function moreReviews(
  which: ReviewList,
  piece: readonly DeliveredEpic[],
  { after, total }: { readonly after: number; readonly total: number },
  mayReview: (epic: DeliveredEpic) => boolean,
  today: Today,
): Block[] {
  return [
    paragraph(total === 0 ? 'No review is there.' : TITLES[which](total)),
    ...(piece.length === 0
      ? [paragraph('There are no more here.')]
      : [list(piece.map((epic) => entryOf(which, epic, mayReview(epic), today)))]),
    ...rest(which, total, after + piece.length),
    buttons(button('Outcomes', runCommand, { text: 'review' })),
  ];
}

function rest(which: ReviewList, total: number, after: number): Block[] {
  return total > after ? [buttons(moreButton(total - after, outcomes.more, { which, after }, { hint: `More: ${which}` }))] : [];
}

function entryOf(which: ReviewList, epic: DeliveredEpic, may: boolean, today: Today) {
  if (which === 'done') return doneEntry(epic, today);
  return waitingEntry(epic, `${which === 'due' ? 'due since' : 'on'} ${sayDate(epic.due, today.date)}`, may);
}

function waitingEntry(epic: DeliveredEpic, when: string, mayReview: boolean) {
  const hoped = outcomeLine({ ...epic, measure: null, askAgainOn: null });
  const words: Inline[] = [
    ...named(epic),
    `: ${when}. ${hoped === null ? 'No outcome was written down.' : `Hoped for: ${hoped}${gapMark(epic)}.`}`,
  ];
  return entry(
    words,
    mayReview ? button('Review', outcomes.review, { epicId: epic.id }, { hint: `Review ${epic.key}` }) : openButton(epic.key),
  );
}

function doneEntry(epic: DeliveredEpic, today: Today) {
  const on = epic.reviewedAt === null ? '' : ` on ${onDay(epic.reviewedAt, today)}`;
  return entry([...named(epic), `: ${epic.verdict === null ? '' : VERDICT_NAMES[epic.verdict]}${on}`], openButton(epic.key));
}

const SHOWN = 20;

/** What an epic hoped for, from the first version on; which of them came after the start is said (row G3). */
export function versionsView(
  epic: { readonly key: string; readonly title: string; readonly startedAt: Date | null },
  versions: readonly { readonly at: Date; readonly outcome: string | null; readonly by: string | null }[],
  today: Today,
): Block[] {
  const { startedAt } = epic;
  const late = (at: Date) => (startedAt !== null && at > startedAt ? ', changed after start' : '');
  return [
    paragraph('What ', ...named(epic), ' hoped for, newest first'),
    list(
      [...versions]
        .reverse()
        .slice(0, SHOWN)
        .map(({ at, outcome, by }) =>
          entry([
            `${onDay(at, today)}${by === null ? '' : ` by ${by}`}${late(at)}: ${outcome === null ? 'not known yet' : shorten(outcome.replace(/\s+/gu, ' '), 300)}`,
          ]),
        ),
    ),
    ...(versions.length > SHOWN ? [note(`And ${versions.length - SHOWN} earlier.`)] : []),
    buttons(openByKey(epic.key)),
  ];
}
