import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, facts, heading, list, note, paragraph } from '../../../chat/block.ts';
import { bold, type Inline, link } from '../../../chat/span.ts';
import { shorten } from '../../../chat/words.ts';
import type { DecisionPart, DecisionRow } from '../../../database/decisions/decision-log.ts';
import type { DecisionAct } from '../../../database/decisions/decisions.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { ended } from '../../../model/text/ended.ts';
import { readUrl } from '../../../model/text/url.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openButton, openByKey } from '../../kit/buttons/open-button.ts';
import { onDay, type Today } from '../../kit/words/idea-words.ts';
import { count } from '../../kit/words/item-words.ts';
import { decideAnew, moreDecisions } from './contracts.ts';

/** Kinds of acts as people read them. */
const ACT_NAMES: Readonly<Record<DecisionAct, string>> = {
  decided: 'noted',
  order: 'order against the scores',
  out_of_order: 'pulled out of order',
  expedite: 'expedited',
  wip_exception: 'exception to a limit',
  policy: 'policy',
  waiver: 'waiver',
  correction: 'correction',
  challenge: 'answer to a challenge',
  park: 'parking',
  tags: 'tags',
  theme: 'theme',
  outcome_review: 'review of an outcome',
  bet: 'bet',
  bet_exception: say`exception to a limit of {bets}`,
  approval: 'approval',
  portfolio: 'portfolio',
};

/** `/flow D-12`. `later`: what was decided on the same question since. */
export function decisionCard(decision: DecisionRow, later: DecisionRow | null, today: Today): Block[] {
  const { subjectKey, subjectName, reviewOn } = decision;
  const optional = (label: string, value: string | null) => (value === null ? [] : [{ label, value: [value] }]);
  return [
    paragraph(bold(decision.key), ` · ${decision.question}`),
    ...(later ? [paragraph(`No longer what holds: ${later.key} says otherwise, since ${onDay(later.at, today)}.`)] : []),
    facts(
      { label: 'Choice', value: [decision.choice] },
      ...optional('Reason', decision.reason),
      { label: 'Decided', value: [decided(decision, today)] },
      ...(subjectName === null ? [] : [{ label: 'About', value: [subjectKey === null ? subjectName : `${subjectKey} · ${subjectName}`] }]),
      ...optional('Expected effect', decision.effect),
      ...(reviewOn === null ? [] : [{ label: 'Look again', value: [sayDate(reviewOn, today.date)] }]),
      // A person typed where it leads, so that stands beside it.
      ...(decision.link === null ? [] : [{ label: 'From', value: [link('the talk', decision.link), hostOf(decision.link)] }]),
    ),
    buttons(
      later !== null && openByKey(later.key, { style: 'primary' }),
      subjectKey !== null && openByKey(subjectKey),
      decision.act === 'decided' &&
        button('Decide anew', decideAnew, { key: decision.key }, { hint: `Ask the question of ${decision.key} again` }),
      button('All decisions', runCommand, { text: 'decisions' }),
    ),
  ];
}

function hostOf(address: string): string {
  const url = readUrl(address);
  return url === null ? '' : ` (${url.host})`;
}

/** "on 3 March by Ines Brandt (parking)" */
function decided(decision: DecisionRow, today: Today): string {
  const by = decision.decidedBy === null ? '' : ` by ${decision.decidedBy}`;
  return `on ${onDay(decision.at, today)}${by} (${ACT_NAMES[decision.act] ?? decision.act})`;
}

/** A decision in one line. */
function decisionLine(decision: DecisionRow, today: Today): Inline[] {
  const reason = decision.reason === null ? '' : ` Because: ${shorten(decision.reason.replace(/\s+/gu, ' '), 160)}`;
  const choice = shorten(decision.choice.replace(/\s+/gu, ' '), 160);
  return [
    bold(decision.key),
    ` · ${decision.question} ${ended(choice)}${reason === '' ? '' : ended(reason)} Decided ${decided(decision, today)}.${decision.laterKey === null ? '' : ` No longer what holds: ${decision.laterKey} does.`}`,
  ];
}

/** `/flow decisions`: newest first, or what was found. */
export function decisionsView({ decisions, total }: DecisionPart, words: string, after: number, today: Today): Block[] {
  if (decisions.length === 0) return nothingDecided(words, after);
  const shown = after + decisions.length;
  const left = total - shown;
  return [
    heading('Decisions'),
    note(
      words === ''
        ? `${total >= 1_000 ? '1,000 and more' : count(total, 'decision')}, newest first.`
        : `${count(total, 'decision')} with “${shorten(words)}”, newest first.`,
    ),
    list(decisions.map((one) => entry(decisionLine(one, today), openButton(one.key)))),
    buttons(
      left > 0 && button(words === '' && total >= 1_000 ? 'More' : `And ${left} more`, moreDecisions, { words, after: shown }),
      after > 0 && button('From the start', moreDecisions, { words, after: 0 }),
      words !== '' && button('All decisions', runCommand, { text: 'decisions' }),
      button('Note a decision', runCommand, { text: 'decide' }),
    ),
  ];
}

function nothingDecided(words: string, after: number): Block[] {
  if (after > 0) return [paragraph('That was the last one.'), buttons(button('From the start', moreDecisions, { words, after: 0 }))];
  if (words === '') {
    return [
      paragraph('No decision is noted yet. What you settle by talking is lost unless it is written down with its reason.'),
      buttons(button('Note a decision', runCommand, { text: 'decide' }, { style: 'primary' })),
    ];
  }
  return [
    paragraph(`No decision holds “${shorten(words)}”.`),
    buttons(button('All decisions', runCommand, { text: 'decisions' }), button('Note a decision', runCommand, { text: 'decide' })),
  ];
}
