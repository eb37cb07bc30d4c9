import { runCommand } from '../../../chat/action.ts';
import { type Block, type Button, button, buttons, entry, facts, heading, list, note, paragraph } from '../../../chat/block.ts';
import { code, date, type Inline } from '../../../chat/span.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Ordered } from '../../../database/items/order-reasons.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import { ageDays } from '../../../model/calendar/days.ts';
import { DEFAULT_CHECKS, missingChecks, nameChecks } from '../../../model/item/readiness.ts';
import { sayScore } from '../../../model/score/score.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openButton, openByKey } from '../../kit/buttons/open-button.ts';
import { fillButtons } from '../../kit/offers/fill-buttons.ts';
import { prepareItem, readyItem, showMore } from '../../kit/offers/items.ts';
import { learnButton } from '../../kit/offers/learn-button.ts';
import { parkThing } from '../../kit/offers/parking.ts';
import { openTagging } from '../../kit/offers/tags.ts';
import { undoButton } from '../../kit/offers/undo.ts';
import { inDays } from '../../kit/words/flow-words.ts';
import { deliveryButtons } from '../../kit/words/item-view.ts';
import { count, named, ordinal, purposeLine } from '../../kit/words/item-words.ts';
import { orderButtons } from '../order/buttons.ts';
import { reframeHint } from './reframe-hint.ts';
import { type BacklogPart, COUNTED_AT_MOST } from './store.ts';

/** "ready", "needs acceptance criteria": how near an item of a backlog is to being pulled. */
export function standing(item: ItemRow): string {
  if (item.blocked) return `blocked: ${item.blockReason ?? 'no reason given'}`;
  if (item.state === 'ready') return item.expedite ? 'ready, expedited' : 'ready';
  const missing = missingChecks(item);
  return missing.length === 0 ? 'checks pass, not made ready' : `needs ${nameChecks(missing, item.readiness)}`;
}

/** What explains an item's place, where its stream keeps scores: the score, and why it stands against it. */
function rated(stream: StreamRow, item: ItemRow, ordered: Ordered | undefined): string {
  if (!stream.policy.scored) return '';
  return `; ${sayScore(item.score)}${ordered?.reason ? `, placed by hand: ${ordered.reason}` : ''}`;
}

/** A part of a backlog, in order. `owns`: the asker decides that order. `ordered`: who put items where they stand, where that is explained. */
export function backlogView(
  stream: StreamRow,
  part: BacklogPart,
  after: number,
  owns: boolean,
  ordered: ReadonlyMap<string, Ordered> = new Map(),
): Block[] {
  if (part.total === 0) {
    return [
      heading(`${stream.name}: backlog`),
      paragraph('The backlog is empty.'),
      fillButtons(stream.id),
      buttons(button(say`Add {an item}`, runCommand, { text: 'add' })),
    ];
  }
  const shown = after + part.items.length;
  const left = part.total - shown;
  const uncounted = part.ready > COUNTED_AT_MOST || part.total - part.ready > COUNTED_AT_MOST;
  return [
    heading(`${stream.name}: backlog`),
    note(
      `${uncounted ? `More than ${count(part.total - 1, say`{item}`, say`{items}`)}` : count(part.total, say`{item}`, say`{items}`)} in order, ${counted(part.ready)} ready.${stream.ownerName && !owns ? ` ${stream.ownerName} decides the order.` : ''}`,
    ),
    list(
      part.items.map((item, index) =>
        entry(
          [`${after + index + 1}. `, ...named(item), ` (${standing(item)}${rated(stream, item, ordered.get(item.id))})`],
          openButton(item.key),
        ),
      ),
    ),
    ...(owns && part.items.length > 1 ? [orderHint(part)] : []),
    buttons(
      part.more && button(uncounted ? 'More' : `And ${left} more`, showMore, { streamId: stream.id, after: shown }),
      after > 0 && button('From the top', showMore, { streamId: stream.id, after: 0 }),
      button(say`Add {an item}`, runCommand, { text: 'add' }),
    ),
  ];
}

function counted(n: number): string {
  return n > COUNTED_AT_MOST ? `more than ${COUNTED_AT_MOST}` : String(n);
}

// Types itself with the last item of the part, so that it can be tried as it stands.
function orderHint(part: BacklogPart): Block {
  return note('You decide the order: ', code(`/flow order ${part.items.at(-1)?.key} top`), say`, or open {an item}.`);
}

/** After an item was added. */
export function addedView(item: ItemRow, position: number): Block[] {
  return [
    paragraph(
      ...named(item),
      position === 1 ? ` is first in ${item.streamName}.` : ` is at the end of ${item.streamName}, ${ordinal(position)}.`,
    ),
    paragraph(`${checksWord(item)} and it's ready.`),
    buttons(
      button('Check', prepareItem, { itemId: item.id }, { style: 'primary', hint: `Check ${item.key}` }),
      button('Backlog', runCommand, { text: `backlog ${item.streamKey}` }),
      undoButton(item),
    ),
  ];
}

// As many as the stream's policy has.
function checksWord(item: ItemRow): string {
  const words = ['No check', 'One check', 'Two checks', 'Three checks', 'Four checks', 'Five checks'];
  const asked = item.readiness?.policy.length ?? DEFAULT_CHECKS.length;
  return words[asked] ?? `${asked} checks`;
}

/** Not ready: what is missing, and the acts that mend it. */
export function notReadyView(item: ItemRow): Block[] {
  const missing = missingChecks(item);
  const { epic = null } = item.readiness ?? {};
  return [
    paragraph(...named(item), ` isn't ready yet. It needs ${nameChecks(missing, item.readiness)}.`),
    buttons(
      button('Fill in', prepareItem, { itemId: item.id }, { style: 'primary', hint: `Fill in ${item.key}` }),
      missing.includes('placed') && button('Tag it', openTagging, { itemId: item.id }, { hint: `Tag ${item.key}` }),
      missing.includes('invested') && epic !== null && openByKey(epic.key),
    ),
  ];
}

/** @param inTeam the asker could pull it */
export function madeReadyView(item: ItemRow, position: number, inTeam = true): Block[] {
  return [
    paragraph(...named(item), ` is ready, ${ordinal(position)} in ${item.streamName}.`),
    buttons(
      inTeam && button('Next', runCommand, { text: 'next' }, { style: 'primary' }),
      button('Backlog', runCommand, { text: `backlog ${item.streamKey}` }),
      undoButton(item),
    ),
  ];
}

/** Which acts the asker may do: a card offers no other. */
export interface Offers {
  readonly pull: boolean;
  readonly refine: boolean;
  readonly park: boolean;
  readonly deliver: boolean;
}

/** `/flow KEY`: state, purpose line, the next sensible acts. */
export function itemView(
  item: ItemRow,
  stream: StreamRow,
  position: number | null,
  now: Date,
  zone: string,
  /** The asker decides the order of the backlog; `last`: nothing stands below the item. */
  order: { readonly owns: boolean; readonly last: boolean } = { owns: false, last: false },
  offers: Offers = { pull: true, refine: true, park: true, deliver: true },
): Block[] {
  const purpose = purposeLine(item);
  const where = whereIs(item, stream, position, now, zone);
  return [
    paragraph(...named(item)),
    ...(purpose ? [paragraph(purpose)] : []),
    facts(
      { label: 'Where', value: where },
      { label: say`{Stream}`, value: [`${stream.name}, ${item.kind}`] },
      ...(item.blocked ? [{ label: 'Blocked', value: [item.blockReason ?? 'no reason given'] }] : []),
      ...(item.epic ? [{ label: say`{Epic}`, value: [...named(item.epic)] }] : []),
      ...(item.readiness?.tags.length ? [{ label: 'Tags', value: [item.readiness.tags.map((tag) => tag.name).join(', ')] }] : []),
      ...(item.criteria ? [{ label: 'Done when', value: [item.criteria] }] : []),
      ...(item.learning ? [{ label: 'Learned', value: [item.learning] }] : []),
      ...(item.externalKey && item.externalKey !== item.key ? [{ label: 'Also known as', value: [item.externalKey] }] : []),
    ),
    ...reframeHint(item),
    ...acts(item, stream, offers),
    ...(order.owns && position !== null ? orderButtons(item, position, order.last) : []),
  ];
}

function whereIs(item: ItemRow, stream: StreamRow, position: number | null, now: Date, zone: string): Inline[] {
  const place = position === null ? '' : `, ${ordinal(position)} in the backlog`;
  switch (item.state) {
    case 'refining':
      return [
        missingChecks(item).length > 0
          ? `Refining${place}. It needs ${nameChecks(missingChecks(item), item.readiness)}.`
          : `Refining${place}. All checks pass.`,
      ];
    case 'ready':
      return [`Ready${place}${item.expedite ? ', expedited' : ''}`];
    case 'delivery': {
      const age = item.startedAt ? `, day ${ageDays(item.startedAt, now, zone)}` : '';
      const marks = `${item.expedite ? ', expedited' : ''}${item.unplanned ? ', unplanned' : ''}${item.splitAt === null ? '' : ', split'}`;
      return [`${item.stageName ?? 'In progress'}${age}, ${item.teamName ?? say`no {team} yet`}${marks}`];
    }
    case 'done': {
      const days = item.finishedAt ? `, ${inDays(item, zone)}` : '';
      return [
        `Done: ${stream.doneMeans} `,
        ...(item.finishedAt ? [date(item.finishedAt)] : []),
        `${days}${item.teamName ? ` by ${item.teamName}` : ''}`,
      ];
    }
    case 'parked':
      if (item.mergedInto !== null) return ['Merged into another'];
      return [item.splitAt === null ? 'Parked' : 'Split into parts'];
    default: {
      const unknown: never = item.state;
      return unknown;
    }
  }
}

function acts(item: ItemRow, stream: StreamRow, may: Offers): Block[] {
  const edit = may.refine && button('Edit', prepareItem, { itemId: item.id }, { hint: `Edit ${item.key}` });
  const park = may.park && button('Park', parkThing, { kind: 'item', id: item.id }, { hint: `Park ${item.key}` });
  switch (item.state) {
    case 'refining':
      return row(
        may.refine &&
          missingChecks(item).length === 0 &&
          button('Make ready', readyItem, { itemId: item.id }, { style: 'primary', hint: `Make ${item.key} ready` }),
        edit,
        park,
      );
    case 'ready':
      return row(
        may.pull && button('Pull it', runCommand, { text: `pull ${item.key}` }, { style: 'primary', hint: `Pull ${item.key}` }),
        edit,
        park,
      );
    case 'delivery':
      if (item.teamId === null)
        return row(
          may.pull && button('Take it over', runCommand, { text: `pull ${item.key}` }, { style: 'primary', hint: `Take over ${item.key}` }),
        );
      return may.deliver ? [deliveryButtons(item, stream.stages)] : [];
    case 'done':
      return item.learning === null && may.deliver ? [buttons(learnButton(item))] : [];
    case 'parked':
      return [];
    default: {
      const unknown: never = item.state;
      return unknown;
    }
  }
}

function row(...acts: (Button | false)[]): Block[] {
  return acts.some((one) => one !== false) ? [buttons(...acts)] : [];
}
