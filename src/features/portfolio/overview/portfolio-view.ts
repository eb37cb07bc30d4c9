import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, type ListEntry, list, note, paragraph } from '../../../chat/block.ts';
import { bold } from '../../../chat/span.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { EPIC_FLOW, type EpicFlowState } from '../../../model/epic/epic.ts';
import { capital } from '../../../model/text/capital.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { moreButton } from '../../kit/buttons/more-button.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { startReview } from '../../kit/offers/bet-review.ts';
import { epics } from '../../kit/offers/epics.ts';
import { EPIC_STATE_NAMES, gapMark, outcomeLine } from '../../kit/words/epic-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { shortScore } from '../../kit/words/short-score.ts';
import type { EpicLine, Portfolio } from '../epics/store.ts';

/** From the bets that run to the ideas that came in, then what is behind us. */
const ORDER: readonly EpicFlowState[] = [...EPIC_FLOW.slice(0, -1)].reverse().concat(EPIC_FLOW.slice(-1));

/** What stands beside the epics. */
export interface Around {
  readonly running: number;
  readonly limit: number;
  /** What passes a guardrail; empty where nothing does. */
  readonly breaches: readonly Block[];
  readonly govern: boolean;
  /** What a leader is asked in the first ten minutes; empty for others. */
  readonly question: readonly Block[];
}

/** `/flow portfolio`: epics by state, each with its outcome or without one, and how many bets run. */
export function portfolioView({ states, considered, missing }: Portfolio, today: string, around: Around): Block[] {
  if (states.length === 0) {
    return [
      heading('Portfolio'),
      ...around.question,
      paragraph(say`There are no {epics} yet. {An epic} is an option to invest: a title, and what you hope gets better.`),
      buttons(button(say`Propose {an epic}`, epics.propose, { title: '' }, around.question.length > 0 ? {} : { style: 'primary' })),
    ];
  }
  return [
    heading('Portfolio'),
    ...around.question,
    note(say`Options, not promises. {Bets}: ${around.running} of ${around.limit} running.`),
    ...around.breaches,
    ...ORDER.flatMap((state): Block[] => {
      const found = states.find((one) => one.state === state);
      if (!found) return [];
      const left = found.total - found.epics.length;
      return [
        paragraph(bold(EPIC_STATE_NAMES[state]), ` · ${found.total}`),
        list(found.epics.map((epic) => epicEntry(epic, today))),
        ...(left > 0 ? [buttons(moreButton(left, epics.more, { state, after: found.epics.length }, { hint: `More in ${state}` }))] : []),
      ];
    }),
    paragraph(
      missing === 0
        ? `Every one of ${considered} states its anticipated outcome.`
        : `${missing} of ${considered} ${missing === 1 ? 'has' : 'have'} no anticipated outcome.`,
    ),
    buttons(
      missing > 0 && button('Help write one', epics.helpWrite, {}, { style: 'primary' }),
      button(say`Propose {an epic}`, epics.propose, { title: '' }),
      around.govern && around.running > 0 && button(say`Review the {bets}`, startReview, {}),
      button(say`Score {epics}`, runCommand, { text: 'score epics' }),
      button('Limits and flow', runCommand, { text: 'portfolio flow' }),
      button('Outcomes and reviews', runCommand, { text: 'review' }),
      button('Strategy', runCommand, { text: 'strategy' }),
      button('Roadmap', runCommand, { text: 'roadmap' }),
    ),
  ];
}

/** A further part of one state. */
export function stateView(
  state: EpicFlowState,
  part: { readonly epics: readonly EpicLine[]; readonly total: number },
  after: number,
  today: string,
): Block[] {
  const shown = after + part.epics.length;
  return [
    heading(say`{Portfolio}: ${EPIC_STATE_NAMES[state].toLowerCase()}`),
    part.epics.length === 0
      ? paragraph('There are no more here.')
      : note(`${after + 1 === shown ? shown : `${after + 1} to ${shown}`} of ${part.total}, best score first.`),
    ...(part.epics.length === 0 ? [] : [list(part.epics.map((epic) => epicEntry(epic, today)))]),
    buttons(moreButton(part.total - shown, epics.more, { state, after: shown }), button('Portfolio', runCommand, { text: 'portfolio' })),
  ];
}

function epicEntry(epic: EpicLine, today: string): ListEntry {
  return entry([...named(epic), `: ${hope(epic, today)}${scored(epic)}`], openButton(epic.key));
}

// What waits for a decision says its score, or that there is none; what runs or is over needs none.
function scored({ state, score }: EpicLine): string {
  return state === 'exploring' || state === 'ready' ? `. ${capital(shortScore(score))}` : '';
}

function hope(epic: EpicLine, today: string): string {
  const line = outcomeLine(epic);
  if (line !== null) return `${line}${gapMark(epic)}`;
  if (epic.outcome !== null) return `outcome still to be said${gapMark(epic)}`;
  return epic.askAgainOn === null ? 'outcome not known yet' : `outcome not known yet, ask on ${sayDate(epic.askAgainOn, today)}`;
}
