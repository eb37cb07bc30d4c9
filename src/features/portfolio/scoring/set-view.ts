import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import { columnsWithoutOne } from '../../../model/score/epic-score.ts';
import { SCORE_STEPS } from '../../../model/score/item-score.ts';
import { byScore, SCORE_PART_NAMES, SCORE_PARTS, type ScorePart } from '../../../model/score/score.ts';
import { staleness } from '../../../model/score/score-dates.ts';
import { capital } from '../../../model/text/capital.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { scoreColumn, scorePart } from '../../kit/offers/epic-scores.ts';
import { gapMark, outcomeWithMeasure } from '../../kit/words/epic-words.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import type { Today } from '../../kit/words/idea-words.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { scoreWords } from '../../kit/words/score-words.ts';
import { type Scorable, SET } from './store.ts';

/** `/flow score epics`: the set with its numbers, and a button per column. */
export function setView(set: readonly Scorable[], now: Date, today: Today, may: boolean): Block[] {
  if (set.length === 0) {
    return [
      paragraph(say`No {epic} is exploring or ready, so there is nothing to score side by side.`),
      buttons(button('Portfolio', runCommand, { text: 'portfolio' })),
    ];
  }
  const ordered = [...set].sort(byScore);
  const lacking = (part: ScorePart) => set.filter((one) => (one.score?.[part] ?? null) === null || isStale(one, part, now)).length;
  return [
    heading(say`Score {epics}`),
    note(
      `${set.length < SET ? count(set.length, say`{epic}`, say`{epics}`) : `The ${SET} oldest`} side by side, one column at a time: ${SCORE_STEPS.join(', ')}. What is unknown stays open.`,
    ),
    list(
      ordered.map((one) =>
        entry(
          [
            ...named(one),
            one.score === null ? ': not scored yet' : `: ${numbers(one)}. Score: ${scoreWords(one.score, one.dates, today, now)}`,
          ],
          openButton(one.key),
        ),
      ),
    ),
    ...hints(set),
    ...(may
      ? [
          buttons(
            ...SCORE_PARTS.map((part) =>
              button(
                lacking(part) > 0 ? `${capital(SCORE_PART_NAMES[part])} (${lacking(part)})` : `${capital(SCORE_PART_NAMES[part])} again`,
                scoreColumn,
                { part, after: 0, all: lacking(part) === 0 },
                { hint: `Score the column ${SCORE_PART_NAMES[part]}` },
              ),
            ),
          ),
        ]
      : [note(say`Leaders and owners of {streams} score them.`)]),
  ];
}

/** One epic in one column: the numbers of the others beside it, and a button per step. */
export function columnView(
  set: readonly Scorable[],
  { part, place, all }: { readonly part: ScorePart; readonly place: number; readonly all: boolean },
  now: Date,
  today: Today,
): Block[] {
  const epic = set[place];
  if (!epic) return setView(set, now, today, true);
  const others = set.filter((one) => one !== epic && (one.score?.[part] ?? null) !== null);
  const ranked = others.sort((a, b) => (b.score?.[part] ?? 0) - (a.score?.[part] ?? 0));
  const mine = epic.score?.[part] ?? null;
  return [
    paragraph(`${capital(SCORE_PART_NAMES[part])}, ${place + 1} of ${set.length}: `, ...named(epic)),
    ...(epic.outcome === null
      ? []
      : [paragraph(`Anticipated outcome: ${outcomeWithMeasure({ ...epic, askAgainOn: null }) ?? epic.outcome}${gapMark(epic)}`)]),
    ...(part === 'time' && epic.externalDate !== null ? [paragraph(`External date: ${externalDateLine(epic, today.date)}`)] : []),
    paragraph(QUESTIONS[part]),
    ...(ranked.length === 0 ? [] : [note(`Beside it: ${ranked.map((one) => `${one.key} ${one.score?.[part]}`).join(', ')}.`)]),
    ...(mine === null ? [] : [note(`So far: ${mine}.`)]),
    buttons(
      ...SCORE_STEPS.map((value) =>
        button(
          String(value),
          scorePart,
          { part, after: place + 1, all, epicId: epic.id, revision: epic.revision, value },
          { hint: `${capital(SCORE_PART_NAMES[part])} of ${epic.key}: ${value}` },
        ),
      ),
      button('Leave open', scoreColumn, { part, after: place + 1, all }),
      button('All', runCommand, { text: 'score epics' }),
    ),
  ];
}

const QUESTIONS: Readonly<Record<ScorePart, string>> = {
  value: 'What is it worth to customers and the business, beside the others?',
  time: 'How much is lost by waiting, beside the others?',
  risk: 'How much safer does it make things, or what does it make possible?',
  size: 'How much work is it, beside the others? The smallest is a 1.',
};

function hints(set: readonly Scorable[]): Block[] {
  const without = columnsWithoutOne(set.map((one) => one.score));
  if (without.length === 0) return [];
  const names = new Intl.ListFormat('en').format(without.map((part) => SCORE_PART_NAMES[part]));
  return [note(`No 1 in ${names}: the smallest of a column is its 1, and the others stand beside it.`)];
}

function isStale({ dates }: Scorable, part: ScorePart, now: Date): boolean {
  return staleness(dates.parts[part], dates.changedAt, now) !== null;
}

/** "8 + 5 + – / 5": as far as it is known. */
function numbers({ score }: Scorable): string {
  const [value, time, risk, size] = SCORE_PARTS.map((part) => score?.[part] ?? '–');
  return `(${value} + ${time} + ${risk}) / ${size}`;
}
