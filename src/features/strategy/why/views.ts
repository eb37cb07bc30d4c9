import { type Block, button, buttons, facts, paragraph } from '../../../chat/block.ts';
import { date, type Inline } from '../../../chat/span.ts';
import { shorten } from '../../../chat/words.ts';
import type { DecisionRow } from '../../../database/decisions/decision-log.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Ordered } from '../../../database/items/order-reasons.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import { isOutcomeStated } from '../../../model/epic/outcome-gap.ts';
import { SCORE_PART_NAMES, SCORE_PARTS, sayScore } from '../../../model/score/score.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { epics } from '../../kit/offers/epics.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { mayOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES, gapMark, notKnownYet } from '../../kit/words/epic-words.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import type { Today } from '../../kit/words/idea-words.ts';
import { count, named, ordinal } from '../../kit/words/item-words.ts';
import { lateMark } from '../../kit/words/outcome-words.ts';
import { span, standing } from '../../kit/words/strategy-words.ts';
import { retiredTheme } from '../themes/retired-theme.ts';
import type { Chain } from './chain.ts';
import type { ParkedBecause } from './store.ts';

type Fact = { readonly label: string; readonly value: readonly Inline[] };

export interface ItemReasons {
  readonly item: ItemRow;
  /** From its epic upwards; null where it stands on its own. */
  readonly chain: Chain | null;
  readonly stream: StreamRow;
  /** Place in the stream's order from 1; null outside the backlog. */
  readonly position: number | null;
  /** ", by Amara on 3 March": how old its score is. */
  readonly scoreAge: string;
  readonly ordered: Ordered | null;
  readonly parked: ParkedBecause | null;
  /** What was decided about it, newest first. */
  readonly decided: readonly DecisionRow[];
}

/** `/flow why PAY-12`: purpose, epic and what that serves, place in the order (row A9). What is unknown is said. */
export function itemWhy({ item, chain, stream, position, scoreAge, ordered, parked, decided }: ItemReasons, today: Today): Block[] {
  const epic = chain?.epic ?? null;
  const inWork = item.state === 'refining' || item.state === 'ready';
  return [
    paragraph('Why ', ...named(item), '?'),
    facts(
      { label: 'Purpose', value: [item.purpose ?? 'not said yet'] },
      {
        label: say`{Epic}`,
        value: epic ? [...named(epic), ` (${EPIC_STATE_NAMES[epic.state].toLowerCase()})`] : ['none; it stands on its own'],
      },
      ...(chain ? chainFacts(chain, today) : []),
      { label: 'Order', value: order(item, stream, position, ordered) },
      ...(stream.policy.scored && position !== null ? [{ label: 'Score', value: [`${scoreParts(item)}${scoreAge}`] }] : []),
      ...(item.externalDate === null ? [] : [{ label: 'External date', value: [externalDateLine(item, today.date)] }]),
      ...(item.state === 'parked' ? [{ label: 'Parked', value: parkedLine(parked) }] : []),
      ...decided.map((one) => ({ label: one.key, value: [decidedLine(one)] })),
    ),
    buttons(
      openByKey(item.key),
      epic ? openByKey(epic.key) : false,
      inWork && !item.purpose && button('Add a purpose', prepareItem, { itemId: item.id }, { hint: `Add a purpose to ${item.key}` }),
      inWork &&
        item.purpose !== null &&
        !epic &&
        button(say`Link to {an epic}`, prepareItem, { itemId: item.id }, { hint: say`Link ${item.key} to {an epic}` }),
    ),
  ];
}

// Outcome, key result, theme, where we must win: each said, or said to be unknown.
function chainFacts({ epic, late, keyResult, theme, byObjective }: Chain, today: Today): Fact[] {
  return [
    { label: 'Anticipated outcome', value: [`${epic.outcome ?? notKnownYet(epic, today.date)}${lateMark(late, today)}${gapMark(epic)}`] },
    ...(epic.measure === null ? [] : [{ label: 'How will we know', value: [epic.measure] }]),
    {
      label: say`{Key result}`,
      value: keyResult
        ? [
            `${keyResult.key} · ${keyResult.title}: ${span(keyResult)}, ${standing(keyResult, today)} (for “${keyResult.objective}”)${gone(keyResult)}`,
          ]
        : ['none named'],
    },
    {
      label: say`{Theme}`,
      value: theme ? [`${theme.key} · ${theme.name}${byObjective ? say`, by its {key result}` : ''}${gone(theme)}`] : ['none named'],
    },
    ...(theme ? [{ label: 'Where must we win', value: [theme.winWhere] }] : []),
  ];
}

function gone({ state }: { readonly state: string }): string {
  return state === 'retired' ? '; retired since' : '';
}

function order(item: ItemRow, stream: StreamRow, position: number | null, ordered: Ordered | null): Inline[] {
  if (position === null) {
    if (item.state === 'delivery')
      return [`in progress${item.teamName ? `, pulled by ${item.teamName}` : ''}; the order no longer matters`];
    return [`${item.state}, so it has no place in the backlog`];
  }
  const place = `${ordinal(position)} in ${stream.name}`;
  if (ordered) {
    const reason = ordered.reason ? `: ${ordered.reason}` : '';
    return [`${place}; ${ordered.by ?? 'somebody'} last moved it, on `, date(ordered.at), reason];
  }
  return [`${place}; nobody moved it since it came in${stream.ownerName ? `, and ${stream.ownerName} decides the order` : ''}`];
}

/** "3.20 (value 8, time criticality 5, risk or opportunity 3, size 5)", with what is unknown said. */
function scoreParts({ score }: Pick<ItemRow, 'score'>): string {
  const parts = SCORE_PARTS.map((part) => `${SCORE_PART_NAMES[part]} ${score?.[part] ?? 'unknown'}`);
  return score === null ? sayScore(null) : `${sayScore(score)} (${parts.join(', ')})`;
}

/** "It stays. Because: the bank asks for it" */
function decidedLine({ choice, reason, laterKey }: DecisionRow): string {
  const held = laterKey === null ? '' : ` No longer what holds: ${laterKey} does.`;
  const line = (text: string) => shorten(text.replace(/\s+/gu, ' '), 160);
  return `${reason === null ? line(choice) : `${line(choice)} Because: ${line(reason)}`}${held}`;
}

function parkedLine(parked: ParkedBecause | null): Inline[] {
  return parked ? [`${parked.reason} (${parked.key})`] : ['the reason was not written down'];
}

export interface EpicReasons {
  readonly chain: Chain;
  readonly supporters: number;
  /** The same as for items. */
  readonly scoreAge: string;
  readonly parked: ParkedBecause | null;
  /** What was decided about it, newest first: gates, exceptions, reviews. */
  readonly decided: readonly DecisionRow[];
}

/** `/flow why E-7`: outcome, what that serves, score, evidence, support, decisions. */
export function epicWhy(context: Read | Write, { chain, supporters, scoreAge, parked, decided }: EpicReasons, today: Today): Block[] {
  const { epic } = chain;
  const shape = mayOn(context, 'shape', epic);
  const open = isOpen(epic.state);
  return [
    paragraph('Why ', ...named(epic), '?'),
    facts(
      ...chainFacts(chain, today),
      { label: 'Hypothesis', value: [epic.hypothesis ?? 'not said yet'] },
      ...(epic.score === null ? [] : [{ label: 'Score', value: [`${scoreParts(epic)}${scoreAge}`] }]),
      ...(epic.caseLine === null ? [] : [{ label: 'Case', value: [epic.caseLine] }]),
      {
        label: 'Evidence',
        value: [epic.evidence ?? (epic.evidenceWaiver === null ? 'none yet' : `none; it goes without because: ${epic.evidenceWaiver}`)],
      },
      {
        label: 'Support',
        value: [supporters === 0 ? 'nobody else has asked for it yet' : `${count(supporters, 'person wants', 'people want')} this too`],
      },
      ...(epic.state === 'parked' ? [{ label: 'Parked', value: parkedLine(parked) }] : []),
      ...decided.map((one) => ({ label: one.key, value: [decidedLine(one)] })),
    ),
    buttons(
      openByKey(epic.key),
      shape &&
        open &&
        !isOutcomeStated(epic) &&
        button('Write the outcome', epics.outcome, { epicId: epic.id }, { hint: `Outcome of ${epic.key}` }),
      shape &&
        open &&
        epic.evidence === null &&
        button('Add evidence', epics.details, { epicId: epic.id }, { hint: `Evidence for ${epic.key}` }),
      shape &&
        open &&
        chain.theme === null &&
        button(say`Name {a theme}`, epics.details, { epicId: epic.id }, { hint: say`Name the {theme} of ${epic.key}` }),
      retiredTheme(context, epic).act,
    ),
  ];
}

/** `/flow why I-31`: the reason, who decided, what would reopen it, and what it would have served. */
export function ideaWhy(idea: ParkedBecause, chain: Chain | null, today: Today): Block[] {
  return [
    paragraph('Why is ', ...named(idea), idea.state === 'parked' ? ' parked?' : ' no longer parked?'),
    facts(
      { label: idea.state === 'parked' ? 'Because' : 'It was parked because', value: [idea.reason] },
      { label: 'Decided', value: [`${idea.decidedBy ?? 'by nobody we know'}, `, date(idea.at)] },
      { label: 'Would reopen if', value: [reopens(idea, today.date)] },
      ...(idea.thing === null ? [] : [{ label: 'It was', value: [idea.thing] }]),
      ...(chain === null
        ? []
        : [...(chain.epic.key === idea.thing ? [] : [{ label: say`{Epic}`, value: named(chain.epic) }]), ...chainFacts(chain, today)]),
    ),
    buttons(openByKey(idea.key), idea.thing !== null && openByKey(idea.thing)),
  ];
}

function reopens(idea: ParkedBecause, today: string): string {
  const on = idea.reopenOn === null ? '' : `look again on ${sayDate(idea.reopenOn, today)}`;
  if (idea.reopenWhen !== null) return on === '' ? idea.reopenWhen : `${idea.reopenWhen}; ${on}`;
  return on === '' ? 'nothing foreseen' : on;
}
