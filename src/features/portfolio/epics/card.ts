import { runCommand } from '../../../chat/action.ts';
import { type Block, type Button, button, buttons, type Fact, facts, note, paragraph } from '../../../chat/block.ts';
import { date, type Inline, link } from '../../../chat/span.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import {
  type Affected,
  canMove,
  type EpicFlowState,
  type Horizon,
  isInvestment,
  isOpen,
  nextState,
  previousState,
} from '../../../model/epic/epic.ts';
import { EPIC_TEXT_NAMES, EPIC_TEXTS } from '../../../model/epic/epic-texts.ts';
import { isOutcomeStated } from '../../../model/epic/outcome-gap.ts';
import { may } from '../../../model/rights/rights.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import type { EpicOnCard } from '../../kit/cards/epic-card.ts';
import { askEndException, holdEpic, stopEpic } from '../../kit/offers/bets.ts';
import { epics } from '../../kit/offers/epics.ts';
import { parkThing } from '../../kit/offers/parking.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { mayOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES, gapMark, notKnownYet } from '../../kit/words/epic-words.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { untilDay } from '../../kit/words/room-words.ts';
import { retiredTheme } from '../../strategy/themes/retired-theme.ts';
import { type OutcomeOfEpic, outcomeOfEpic } from '../outcomes/of-epic.ts';
import { type EpicAround, readAround } from './store.ts';

/** `/flow E-7`: what it hopes for, where it stands, what is known, the next sensible acts. */
export async function epicCard(context: Read | Write, epic: EpicRow): Promise<Block[]> {
  const around = await readAround(context.db, epic.id);
  const outcome = await outcomeOfEpic(context, epic);
  const theme = retiredTheme(context, epic);
  const parts = context.things.card<EpicOnCard>('E', { epic });
  const today = localDate(context.now, context.organization.zone);
  return [
    paragraph(...named(epic)),
    paragraph(
      epic.outcome === null
        ? `Anticipated outcome: ${notKnownYet(epic, today)}`
        : `Anticipated outcome: ${epic.outcome}${outcome.mark}${gapMark(epic)}`,
    ),
    facts(...known(context, epic, around, outcome), ...(await parts.facts())),
    ...allDone(epic, around),
    ...outcome.hints,
    ...theme.hints,
    buttons(...acts(context, epic, around), ...parts.acts(), theme.act, ...outcome.acts),
    ...(await parts.below()),
  ];
}

function known(context: Read | Write, epic: EpicRow, around: EpicAround, outcome: OutcomeOfEpic): Fact[] {
  const today = todayOf(context);
  const optional = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value: [value] }]);
  return [
    { label: 'State', value: standing(context, epic, around) },
    ...optional('Review', outcome.review),
    ...optional('How will we know', epic.measure),
    ...optional('Mostly for', epic.affects && AFFECTED_WORDS[epic.affects]),
    ...EPIC_TEXT_NAMES.flatMap((name) => optional(EPIC_TEXTS[name].label, epic[name])),
    ...optional('Case', epic.caseLine),
    { label: 'Evidence', value: [evidence(epic)] },
    ...optional('Horizon', epic.horizon && HORIZON_WORDS[epic.horizon]),
    ...(epic.externalDate === null ? [] : [{ label: 'External date', value: [externalDateLine(epic, today.date)] }]),
    ...optional('Learned', epic.learned),
    { label: 'Owner', value: [epic.ownerName ?? 'nobody yet'] },
    { label: say`{Stream}`, value: [epic.streamName ?? 'not said yet'] },
    ...(epic.themeKey === null
      ? []
      : [
          { label: say`{Theme}`, value: [`${epic.themeKey} · ${epic.themeName}${epic.themeState === 'retired' ? '; retired since' : ''}`] },
        ]),
    ...(epic.keyResultKey === null ? [] : [{ label: say`{Key result}`, value: [`${epic.keyResultKey} · ${epic.keyResultTitle}`] }]),
    { label: say`{Items}`, value: [itemsLine(around)] },
    ...(around.supporters > 0 ? [{ label: 'Support', value: [`${count(around.supporters, 'person wants', 'people want')} this`] }] : []),
    ...(epic.sourceLink ? [{ label: 'From', value: [link('this message', epic.sourceLink)] }] : []),
  ];
}

const AFFECTED_WORDS: Readonly<Record<Affected, string>> = { customer: 'customers', business: 'the business', platform: 'the platform' };

/** "none yet", what there is, or why it goes without. */
function evidence({ evidence: found, evidenceWaiver }: EpicRow): string {
  if (found !== null) return found;
  return evidenceWaiver === null ? 'none yet' : `none; it goes without: ${evidenceWaiver}`;
}

const HORIZON_WORDS: Readonly<Record<Horizon, string>> = { short: 'returns soon', long: 'builds a capability' };

/** A running bet whose items are all done may well be delivered. */
function allDone(epic: EpicRow, { items }: EpicAround): Block[] {
  const { done = 0, parked: _, ...open } = items;
  if (epic.state !== 'investing' || done === 0 || Object.values(open).some((n) => n > 0)) return [];
  return [note(say`All its {items} are done. Is it delivered?`)];
}

function standing(context: Read | Write, epic: EpicRow, around: EpicAround): Inline[] {
  const name = EPIC_STATE_NAMES[epic.state];
  const { now, organization } = context;
  if (epic.state === 'investing' && epic.startedAt) {
    return [
      ...(epic.before ? [`${name} since before Millrace`] : [`${name}, started on `, date(epic.startedAt)]),
      ...(isOver(context, around) ? [`; over the limit until ${untilDay(around.overUntil, { now, zone: organization.zone })}`] : []),
    ];
  }
  if (epic.state === 'ready' && epic.holdReason !== null && epic.holdUntil !== null)
    return [`${name}, on hold until ${sayDate(epic.holdUntil, todayOf(context).date)}: ${epic.holdReason}`];
  if (epic.state === 'stopped' && around.parked) return [`${name} (${around.parked.key})`];
  if (epic.state === 'delivered' && epic.finishedAt) return [`${name} on `, date(epic.finishedAt)];
  if (epic.state === 'parked' && around.parked) return [`${name} (${around.parked.key}): ${around.parked.reason}`];
  return [name];
}

/** Is it over the limit, and may it be? */
function isOver({ now }: Read | Write, around: EpicAround): around is EpicAround & { readonly overUntil: Date } {
  return around.overUntil !== null && around.overUntil > now;
}

function itemsLine({ items }: EpicAround): string {
  const words = { done: 'done', delivery: 'in progress', ready: 'ready', refining: 'refining', parked: 'parked' } as const;
  const parts = (Object.keys(words) as (keyof typeof words)[]).flatMap((state) =>
    items[state] ? [`${items[state]} ${words[state]}`] : [],
  );
  return parts.length === 0 ? 'none yet' : parts.join(', ');
}

/** What a button that moves an epic there says. */
const VERBS: Readonly<Record<EpicFlowState, string>> = {
  funnel: 'Back to funnel',
  exploring: 'Explore',
  ready: 'Ready',
  investing: 'Invest',
  delivered: 'Delivered',
};

function acts(context: Read | Write, epic: EpicRow, around: EpicAround): (Button | false)[] {
  const shape = mayOn(context, 'shape', epic);
  const invest = mayOn(context, 'invest', epic);
  const move = (to: EpicFlowState | null, label: string, style: { style?: 'primary' } = {}): Button | false => {
    if (to === null || !canMove(epic.state, to)) return false;
    if (!mayOn(context, isInvestment(epic.state, to) ? 'invest' : 'shape', epic)) return false;
    return button(label, epics.move, { epicId: epic.id, version: epic.version, to }, { ...style, hint: `${label}: ${epic.key}` });
  };
  const next = nextState(epic.state);
  const back = previousState(epic.state);
  const running = isOpen(epic.state);
  return [
    move(next, next === null ? '' : VERBS[next], { style: 'primary' }),
    invest && epic.state === 'investing' && button('Hold', holdEpic, { epicId: epic.id }, { hint: `Hold ${epic.key}` }),
    invest && epic.state === 'investing' && button('Stop', stopEpic, { epicId: epic.id, reviewId: null }, { hint: `Stop ${epic.key}` }),
    epic.state === 'investing' &&
      isOver(context, around) &&
      isAllowed(context, 'governPortfolio', {}) &&
      button('End the exception', askEndException, { epicId: epic.id }, { hint: `${epic.key} takes a place again` }),
    shape &&
      epic.state !== 'parked' &&
      epic.state !== 'stopped' &&
      button(
        isOutcomeStated(epic) ? 'Outcome' : 'Write the outcome',
        epics.outcome,
        { epicId: epic.id },
        { hint: `Outcome of ${epic.key}` },
      ),
    shape && running && button('Details', epics.details, { epicId: epic.id }, { hint: `Details of ${epic.key}` }),
    shape && running && button('External date', epics.date, { epicId: epic.id }, { hint: `External date of ${epic.key}` }),
    running &&
      may('parkEpic', context.asker.roles, { own: epic.ownerId === context.asker.memberId }) &&
      button('Park', parkThing, { kind: 'epic', id: epic.id }, { hint: `Park ${epic.key}` }),
    // Out of investing an epic is held, with a reason.
    epic.state !== 'investing' && move(back, back === null ? '' : `Back to ${EPIC_STATE_NAMES[back].toLowerCase()}`),
    around.parked !== null && openByKey(around.parked.key),
    button('Why', runCommand, { text: `why ${epic.key}` }, { hint: `Why ${epic.key}` }),
  ];
}
