import { runCommand } from '../../chat/action.ts';
import { type Block, type Button, button, buttons, facts, paragraph } from '../../chat/block.ts';
import { date, type Inline, link } from '../../chat/span.ts';
import type { EpicRow } from '../../database/epics.ts';
import { localDate } from '../../model/days.ts';
import { type Affected, canMove, type EpicFlowState, isInvestment, isOpen, nextState, previousState } from '../../model/epic.ts';
import type { Read, Write } from '../access.ts';
import { parkThing } from '../anti-backlog/contracts.ts';
import { EPIC_STATE_NAMES, notKnownYet } from '../epic-words.ts';
import { count, named } from '../item-words.ts';
import { type OutcomeOfEpic, outcomeOfEpic } from '../outcomes/of-epic.ts';
import { epics } from './contracts.ts';
import { mayOn } from './rights.ts';
import { type EpicAround, readAround } from './store.ts';

/** `/flow E-7`: what it hopes for, where it stands, what is known, the next sensible acts. */
export async function epicCard(context: Read | Write, epic: EpicRow): Promise<Block[]> {
  const around = await readAround(context.db, epic.id);
  const outcome = await outcomeOfEpic(context, epic);
  const today = localDate(context.now, context.organization.zone);
  return [
    paragraph(...named(epic)),
    paragraph(
      epic.outcome === null ? `Anticipated outcome: ${notKnownYet(epic, today)}` : `Anticipated outcome: ${epic.outcome}${outcome.mark}`,
    ),
    facts(...known(epic, around, outcome)),
    ...outcome.hints,
    buttons(...acts(context, epic, around), ...outcome.acts),
  ];
}

type Fact = { readonly label: string; readonly value: readonly Inline[] };

function known(epic: EpicRow, around: EpicAround, outcome: OutcomeOfEpic): Fact[] {
  const optional = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value: [value] }]);
  return [
    { label: 'State', value: standing(epic, around) },
    ...optional('Review', outcome.review),
    ...optional('How will we know', epic.measure),
    ...optional('Mostly for', epic.affects && AFFECTED_WORDS[epic.affects]),
    ...optional('For whom', epic.forWhom),
    ...optional('Problem', epic.problem),
    ...optional('Hypothesis', epic.hypothesis),
    { label: 'Evidence', value: [epic.evidence ?? 'none yet'] },
    { label: 'Owner', value: [epic.ownerName ?? 'nobody yet'] },
    { label: 'Stream', value: [epic.streamName ?? 'not said yet'] },
    ...(epic.themeKey === null ? [] : [{ label: 'Theme', value: [`${epic.themeKey} · ${epic.themeName}`] }]),
    ...(epic.keyResultKey === null ? [] : [{ label: 'Key result', value: [`${epic.keyResultKey} · ${epic.keyResultTitle}`] }]),
    { label: 'Items', value: [itemsLine(around)] },
    ...(around.supporters > 0 ? [{ label: 'Support', value: [`${count(around.supporters, 'person wants', 'people want')} this`] }] : []),
    ...(epic.sourceLink ? [{ label: 'From', value: [link('this message', epic.sourceLink)] }] : []),
  ];
}

const AFFECTED_WORDS: Readonly<Record<Affected, string>> = { customer: 'customers', business: 'the business', platform: 'the platform' };

function standing(epic: EpicRow, around: EpicAround): Inline[] {
  const name = EPIC_STATE_NAMES[epic.state];
  if (epic.state === 'investing' && epic.startedAt) return [`${name}, started on `, date(epic.startedAt)];
  if (epic.state === 'delivered' && epic.finishedAt) return [`${name} on `, date(epic.finishedAt)];
  if (epic.state === 'parked' && around.parked) return [`${name} (${around.parked.key}): ${around.parked.reason}`];
  return [name];
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
    shape &&
      epic.state !== 'parked' &&
      epic.state !== 'stopped' &&
      button(
        epic.outcome === null ? 'Write the outcome' : 'Outcome',
        epics.outcome,
        { epicId: epic.id },
        { hint: `Outcome of ${epic.key}` },
      ),
    shape && running && button('Details', epics.details, { epicId: epic.id }, { hint: `Details of ${epic.key}` }),
    running && button('Park', parkThing, { kind: 'epic', id: epic.id }, { hint: `Park ${epic.key}` }),
    move(back, back === null ? '' : `Back to ${EPIC_STATE_NAMES[back].toLowerCase()}`),
    around.parked !== null && button(`Open ${around.parked.key}`, runCommand, { text: `show ${around.parked.key}` }),
    button('Why', runCommand, { text: `why ${epic.key}` }, { hint: `Why ${epic.key}` }),
  ];
}
