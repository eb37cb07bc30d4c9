import fc from 'fast-check';
import { addItem } from '../../src/database/items/item-add.ts';
import { touchItem } from '../../src/database/items/item-changes.ts';
import { findItem } from '../../src/database/items/items.ts';
import { parkSubject } from '../../src/features/anti-backlog/park/park.ts';
import { split } from '../../src/features/backlog/reshape/split.ts';
import { changeOf } from '../../src/features/kit/access.ts';
import { pullNamed } from '../../src/features/pull/take/take.ts';
import type { ItemKind } from '../../src/model/item/item.ts';
import type { Told } from './fold.ts';
import type { Town } from './town.ts';

/** What somebody does next: which act, on which of the items that it fits, for which team, how long after the act before. */
export interface Act {
  readonly what: keyof typeof ACTS;
  readonly pick: number;
  readonly hours: number;
}

type Doing = (town: Town, item: Told, at: Date, team: string, nth: number) => Promise<unknown>;

/** For items of these states: an act that does not fit is refused, and changes nothing. */
const ACTS = {
  ready: [['refining'], (town, { key }, at, team) => town.type(`ready ${key}`, at, { team })],
  pull: [
    ['ready'],
    (town, { id }, at, team) =>
      town.act(
        async (context) => {
          const [of, item] = [town.teams.find((one) => one.name === team), await findItem(context.db, id)];
          if (of && item) await pullNamed(context, of, { id, version: item.version }, { tap: 'skill' });
        },
        at,
        team,
      ),
  ],
  move: [
    ['delivery', 'done'],
    (town, { key }, at, team, nth) => town.type(`move ${key} ${nth % 2 ? 'in review' : 'in progress'}`, at, { team }),
  ],
  done: [['delivery'], (town, { key }, at, team) => town.type(`done ${key}`, at, { team })],
  back: [['delivery'], (town, { key }, at, team) => town.type(`move ${key} ready`, at, { team })],
  block: [['refining', 'ready', 'delivery'], (town, { key }, at, team) => town.type(`block ${key} The bank is closed`, at, { team })],
  unblock: [['refining', 'ready', 'delivery'], (town, { key }, at, team) => town.type(`unblock ${key}`, at, { team })],
  split: [
    ['ready', 'delivery'],
    (town, { id, key }, at, team) =>
      town.act(
        async (context) => {
          const item = await findItem(context.db, id);
          if (item) await split(context, id, item.version, `First of ${key}\nSecond of ${key}`);
        },
        at,
        team,
      ),
  ],
  park: [
    ['refining', 'ready', 'delivery'],
    (town, { id }, at, team) =>
      town.act(
        async (context) => {
          const item = await findItem(context.db, id);
          const why = { reasonCode: 'no_capacity', reason: 'Not now', reopenWhen: '', reopenOn: undefined };
          if (item) await parkSubject(context, { kind: 'item', id, version: item.version }, why);
        },
        at,
        team,
      ),
  ],
  revive: [['parked'], (town, { key }, at, team) => town.type(`revive ${key} It is asked for again`, at, { team })],
  transfer: [
    ['refining'],
    (town, { key }, at, team) => town.type(`transfer ${key} ${key.startsWith('PAY') ? 'LOG' : 'PAY'}`, at, { team }),
  ],
  unplanned: [[], (town, _, at, team, nth) => town.type(`unplanned ${team === 'Alpha' ? 'PAY' : 'LOG'} Came up ${nth}`, at, { team })],
  exception: [[], (town, _, at, team) => town.type('exception The fair opens', at, { team })],
  undo: [[], (town, _, at, team) => town.type('undo', at, { team })],
} as const satisfies Readonly<Record<string, readonly [readonly Told['state'][], Doing]>>;

const KINDS: readonly ItemKind[] = ['feature', 'debt', 'enabler', 'defect'];

/** Histories of so many acts over some months; what brings work on is more likely than what turns it back. */
export function histories(acts: number): fc.Arbitrary<readonly Act[]> {
  const what = fc.constantFrom<Act['what']>(
    ...(['ready', 'ready', 'pull', 'pull', 'pull', 'move', 'done', 'done', 'done', 'split', 'split', 'undo'] as const),
    ...(['back', 'block', 'unblock', 'park', 'revive', 'transfer', 'unplanned', 'exception'] as const),
  );
  const hours = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 3, max: 90 }));
  return fc.array(fc.record({ what, pick: fc.nat(), hours }), { minLength: acts, maxLength: acts });
}

/** Adds items that could be pulled, but for being made ready: some at the beginning, later ones in between. */
export async function addWork(town: Town, at: Date, count: number): Promise<void> {
  await town.act(
    async (context) => {
      for (let n = 0; n < count; n += 1) {
        const stream = town.streams[n % 2];
        const kind = KINDS[n % KINDS.length] ?? 'feature';
        if (!stream) continue;
        const known = { streamId: stream.id, streamKey: stream.key, title: `Work ${at.getTime()} ${n}`, kind, purpose: 'For everybody' };
        const item = await addItem(context.db, known, changeOf(context));
        await touchItem(context.db, item, { kind: 'edited', data: { criteria: 'It works', smallEnough: true } }, changeOf(context));
      }
    },
    at,
    'Alpha',
  );
}

/** Does one act. `items` is what the log says there is. */
export async function perform(town: Town, act: Act, items: readonly Told[], at: Date): Promise<void> {
  const [states, doing]: readonly [readonly Told['state'][], Doing] = ACTS[act.what];
  const fitting = items.filter((one) => states.includes(one.state));
  const item = fitting[act.pick % Math.max(1, fitting.length)] ?? items[0];
  if (!item || (states.length > 0 && fitting.length === 0)) return;
  const of = town.teams.find((one) => one.id === item.teamId) ?? town.teams[item.key.startsWith('PAY') && act.pick % 2 ? 0 : 1];
  await doing(town, item, at, of?.name ?? 'Beta', act.pick);
}
