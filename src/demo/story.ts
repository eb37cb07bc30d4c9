import type { ItemEvent } from '../model/item/item-event.ts';
import type { HistoryEvent } from '../model/item/item-history.ts';
import type { Fate } from './backlog.ts';
import { PEOPLE, STREAMS, type TeamName } from './company.ts';
import type { Random } from './random.ts';
import type { Numbered, Span } from './schedule.ts';
import { WORKDAY, type WorkHours } from './work-clock.ts';

/** When an item was added, and became ready if it did, in working hours before today. */
export interface Beginning {
  readonly added: WorkHours;
  readonly ready: WorkHours | null;
}

/** What a story is told with. */
export interface Telling {
  readonly random: Random;
  readonly instant: (before: WorkHours) => Date;
  /** An instant of today, not after now. */
  readonly today: Date;
  /** The database id of `team:Checkout`, `person:mei`, `stage:PAY:in review` and the like. */
  readonly idOf: (name: string) => string;
}

/** An item's events, from its adding to where it stands today. */
export function tellStory(item: Numbered, rank: string, beginning: Beginning, span: Span | undefined, telling: Telling): HistoryEvent[] {
  const { entry, stream, number } = item;
  const { random, idOf } = telling;
  const owner = STREAMS.find((one) => one.key === stream)?.owner ?? 'tomas';
  const events: HistoryEvent[] = [];
  const tell = (event: ItemEvent, before: WorkHours | 'today', by: string) => {
    events.push({ event, at: before === 'today' ? telling.today : telling.instant(before), actorId: idOf(`person:${by}`) });
  };
  const stageId = (name: string) => idOf(`stage:${stream}:${name}`);
  const isNew = entry.fate.is === 'refining' && entry.fate.today === true;

  const author = isNew ? 'ruth' : random.chance(0.25) ? random.pick(['ruth', 'amara']) : owner;
  const added = { streamId: idOf(`stream:${stream}`), key: `${stream}-${number}`, title: entry.title, kind: entry.kind, rank };
  tell({ kind: 'added', data: added }, isNew ? 'today' : beginning.added, author);
  refine();
  deliver();
  if (entry.fate.is === 'parked')
    tell({ kind: 'parked', data: { reason: entry.fate.reason } }, beginning.added * random.between(0.2, 0.45), owner);
  return events;

  function refine(): void {
    const until = beginning.ready ?? beginning.added * 0.5;
    const at = (part: number) => beginning.added - (beginning.added - until) * part;
    if (entry.purpose) tell({ kind: 'edited', data: { purpose: entry.purpose } }, at(random.between(0.1, 0.4)), owner);
    if (entry.criteria)
      tell({ kind: 'edited', data: { criteria: entry.criteria.map((one) => `- ${one}`).join('\n') } }, at(random.between(0.5, 0.7)), owner);
    const small = beginning.ready !== null || (entry.fate.is === 'refining' && entry.fate.small === true);
    if (small) tell({ kind: 'edited', data: { smallEnough: true } }, at(random.between(0.8, 0.95)), owner);
    if (beginning.ready !== null) tell({ kind: 'readied', data: {} }, beginning.ready, owner);
  }

  function deliver(): void {
    const { fate } = entry;
    if (fate.is === 'ready' && fate.blocked && beginning.ready !== null)
      tell({ kind: 'blocked', data: { reason: fate.blocked } }, beginning.ready / 2, owner);
    const team = teamOf(fate);
    if (!span || !team) return;
    const by = random.pick(PEOPLE.filter((one) => one.team === team)).name;
    const at = (part: number) => span.from - (span.from - span.to) * part;
    const into = (kind: 'moved' | 'reopened', stage: string, part: number) =>
      tell({ kind, data: { stageId: stageId(stage) } }, at(part), by);
    tell(
      { kind: 'pulled', data: { stageId: stageId('in progress'), teamId: idOf(`team:${team}`), memberId: idOf(`person:${by}`) } },
      span.from,
      by,
    );
    switch (fate.is) {
      case 'delivery':
        if (fate.today) tell({ kind: 'moved', data: { stageId: stageId('in review') } }, 'today', by);
        else if (fate.stage === 'in review') into('moved', 'in review', random.between(0.6, 0.8));
        if (fate.blocked) tell({ kind: 'blocked', data: { reason: fate.blocked.reason } }, (fate.blocked.days - 0.5) * WORKDAY, by);
        return;
      case 'ready':
        tell({ kind: 'returned', data: { rank, to: 'ready' } }, span.to, by);
        return;
      case 'done':
        finish(fate, at, into, by);
        return;
      default:
        return;
    }
  }

  function finish(
    fate: Extract<Fate, { is: 'done' }>,
    at: (part: number) => WorkHours,
    into: (kind: 'moved' | 'reopened', stage: string, part: number) => void,
    by: string,
  ): void {
    if (fate.waited) {
      tell({ kind: 'blocked', data: { reason: fate.waited } }, at(random.between(0.1, 0.2)), by);
      tell({ kind: 'unblocked', data: {} }, at(random.between(0.3, 0.35)), by);
    }
    into('moved', 'in review', random.between(0.38, 0.5));
    if (fate.reopened) {
      tell({ kind: 'finished', data: {} }, at(0.55), by);
      into('reopened', 'in progress', 0.7);
      into('moved', 'in review', 0.85);
    } else if (random.chance(0.2)) {
      // A review that asked for changes.
      into('moved', 'in progress', random.between(0.55, 0.65));
      into('moved', 'in review', random.between(0.7, 0.85));
    }
    tell({ kind: 'finished', data: {} }, at(1), by);
  }
}

function teamOf(fate: Fate): TeamName | undefined {
  if (fate.is === 'done' || fate.is === 'delivery') return fate.by;
  return fate.is === 'ready' ? fate.returnedBy : undefined;
}
