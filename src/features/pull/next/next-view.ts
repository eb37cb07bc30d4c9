import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import type { Inline } from '../../../chat/span.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { ServiceLevel } from '../../../database/items/service-level.ts';
import type { Chosen } from '../../../model/flow/choose.ts';
import { PROVISIONAL_BELOW } from '../../../model/flow/percentile.ts';
import { plannedLimit, room, type TeamWip, type Wip } from '../../../model/flow/wip.ts';
import { missingChecks, nameChecks } from '../../../model/item/readiness.ts';
import { ended } from '../../../model/text/ended.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { askException } from '../../kit/offers/exceptions.ts';
import { fillButtons } from '../../kit/offers/fill-buttons.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { pulls } from '../../kit/offers/pull.ts';
import { outcomeWithMeasure } from '../../kit/words/epic-words.ts';
import { count, named, ordinal, progress, purposeLine } from '../../kit/words/item-words.ts';
import { keysOf } from '../../kit/words/keys-of.ts';
import { roomWords, type Said, untilDay } from '../../kit/words/room-words.ts';
import { COUNTED_ABOVE, type Oldest, type PassedOver, type StreamChoice } from './store.ts';

/** `/flow next`: the item, why it is next, what was passed over, the room there is, what is usual. */
export function nextView(
  team: { readonly id: string; readonly name: string },
  wip: TeamWip,
  chosen: Chosen<StreamChoice>,
  manyStreams: boolean,
  level: ServiceLevel,
  said: Said,
): Block[] {
  const item = chosen.candidate;
  const take = { itemId: item.id, version: item.version, teamId: team.id };
  const purpose = [purposeLine(item), outcomeServed(item)].filter((one) => one !== '').join(' ');
  return [
    paragraph(`Next for ${team.name}: `, ...named(item)),
    ...(purpose ? [paragraph(purpose)] : []),
    paragraph(`Why: ${whyNext(chosen, manyStreams)}`),
    note(`Room: ${roomWords(wip, chosen.slack, said)}. ${usual(level)}`),
    buttons(
      button('Pull it', pulls.take, take, { style: 'primary', hint: `Pull ${item.key}` }),
      button('Why', runCommand, { text: `why ${item.key}` }, { hint: `Why ${item.key}` }),
      button('Not now', pulls.notNow, {}),
    ),
  ];
}

/** "Outcome: fewer give up at the card form, 38 % → 30 % (E-7)"; nothing where the item serves no epic. */
function outcomeServed(item: ItemRow): string {
  if (!item.epic) return '';
  return `Outcome: ${outcomeWithMeasure(item.epic) ?? 'not known yet'} (${item.epic.key})`;
}

function whyNext(chosen: Chosen<StreamChoice>, manyStreams: boolean): string {
  if (chosen.expedited) {
    const reason = chosen.expediteReason ? `: ${ended(chosen.expediteReason)}` : '.';
    return `expedited in ${chosen.name}, so it goes before everything else${reason}`;
  }
  const where =
    chosen.position > COUNTED_ABOVE
      ? `behind at least ${COUNTED_ABOVE} others in ${chosen.name}`
      : `${ordinal(chosen.position)} in ${chosen.name}`;
  const first = chosen.position === 1 ? `${where}.` : `${where}, and the first you can take.`;
  const reasons = chosen.passedOver.map(whyPassedOver);
  if (chosen.orderReason !== null) reasons.unshift(`It stands there against the scores: ${ended(chosen.orderReason)}`);
  const rest = chosen.position - 1 - chosen.passedOver.length;
  if (rest > 0)
    reasons.push(
      `${chosen.position > COUNTED_ABOVE ? say`Many more {items}` : count(rest, say`more {item}`, say`more {items}`)} above can't be taken either.`,
    );
  if (manyStreams) reasons.push(say`${chosen.name} is the first of your {streams} with something to take.`);
  return [first, ...reasons].join(' ');
}

/** "PAY-9 waits for ID-4." */
export function whyPassedOver(one: PassedOver): string {
  if (one.blocked) return `${one.key} is blocked${one.reason ? `: ${ended(one.reason)}` : '.'}`;
  if (one.state !== 'ready') return `${one.key} isn't ready.`;
  return `${one.key} ${waits(one.waitsFor)}.`;
}

/** "waits for ID-4 and ID-7" */
export function waits(keys: readonly string[]): string {
  return `waits for ${new Intl.ListFormat('en').format(keys)}`;
}

/** What is usual, in a sentence, and what it knows nothing of: finished without a recorded start, or before it. */
export function usual({ p85, sample, withoutStart, backwards }: ServiceLevel): string {
  const finished = sample + withoutStart + backwards.length;
  if (finished === 0) return 'Nothing was finished here in 12 weeks, so there is no usual time yet.';
  const provisional = sample < PROVISIONAL_BELOW ? ` (from only ${count(sample, say`{item}`, say`{items}`)}, so provisional)` : '';
  return [
    p85 === null ? 'There is no usual time yet.' : say`85 % of recent {items} finished within ${count(p85, 'day')}${provisional}.`,
    ...(withoutStart > 0 ? [`${withoutStart} of ${finished} finished without a start.`] : []),
    ...(backwards.length > 0 ? [`Finished before they started, so not counted: ${keysOf(backwards)}.`] : []),
  ].join(' ');
}

/** What is full: a team, a stream over all its teams, or what a team may have planned. */
export interface Full {
  readonly name: string;
  readonly wip: Wip;
  /** When the exception ends that gave its extra places. */
  readonly until?: Date | null;
  readonly stream?: true;
  /** The team has room, but its stream keeps that for the unplanned. */
  readonly reserve?: TeamWip;
  /** The team that the asker may grant an exception. */
  readonly mayExcept?: string;
}

/** At the limit, a team's or a stream's: what is in progress, oldest first, and a question. */
export function fullView(of: Full, oldest: readonly Oldest[], next: ItemRow | null, said: Said): Block[] {
  const [first] = oldest;
  const after: Inline[] = next ? [' ', ...named(next).slice(0, 1), ' is next when there is room.'] : [];
  return [
    paragraph(fullLine(of, said), ...after),
    ...(oldest.length > 0 ? [list(oldest.map((item) => entry([...named(item), `: ${progress(item, said.now, said.zone)}`])))] : []),
    ...(first ? [paragraph(`Could someone help ${first.key} along?`)] : []),
    buttons(
      first && openByKey(first.key, { style: 'primary' }),
      button('Board', runCommand, { text: 'board' }),
      of.mayExcept !== undefined && button('Make an exception', askException, { teamId: of.mayExcept }),
    ),
  ];
}

function fullLine({ name, wip, until, stream, reserve }: Full, said: Said): string {
  if (reserve) {
    const planned = reserve.inProgress - reserve.unplanned;
    const words = planned === reserve.inProgress ? `${planned}` : `${planned} planned`;
    return `${name} keeps room for the unplanned: ${words} of ${plannedLimit(reserve.limit, true) + reserve.extra} planned places are taken, and the limit is ${reserve.limit}.`;
  }
  const more = until ? `, by exception until ${untilDay(until, said)}` : '';
  return `${name} is full: ${wip.inProgress} of ${wip.limit} in progress${stream ? say` over all its {teams}` : ''}${more}.`;
}

/** Nothing ready: what is nearest and what it needs. */
export function nothingReadyView(
  team: { readonly name: string },
  wip: Wip,
  stuck: readonly PassedOver[],
  nearest: { readonly items: readonly ItemRow[]; readonly total: number },
): Block[] {
  const left = room(wip) ?? 0;
  const [first] = nearest.items;
  const nothing = stuck.length > 0 ? `Nothing can be taken for ${team.name}` : `Nothing is ready for ${team.name}`;
  const passedOver = stuck.length > 0 ? [paragraph(stuck.map(whyPassedOver).join(' '))] : [];
  if (!first) {
    return stuck.length > 0
      ? [
          paragraph(`${nothing}. You have room for ${left}.`),
          ...passedOver,
          buttons(button('Backlog', runCommand, { text: 'backlog' }, { style: 'primary' })),
        ]
      : [paragraph(`${nothing}. You have room for ${left}, and the backlog has nothing to refine.`), fillButtons()];
  }
  return [
    paragraph(`${nothing}. You have room for ${left}.`),
    ...passedOver,
    paragraph('Nearest: ', ...named(first), `. ${needs(first)}`),
    buttons(
      button(`Refine ${first.key}`, prepareItem, { itemId: first.id }, { style: 'primary' }),
      nearest.total > 1 && button(`See all ${nearest.total >= 100 ? '100 and more' : nearest.total}`, runCommand, { text: 'ready' }),
    ),
  ];
}

/** "It needs acceptance criteria." */
export function needs(item: ItemRow): string {
  const missing = missingChecks(item);
  return missing.length === 0 ? 'All checks pass; it only has to be made ready.' : `It needs ${nameChecks(missing, item.readiness)}.`;
}
