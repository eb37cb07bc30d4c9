import type { z } from 'zod';
import { features } from '../../src/features/index.ts';
import { type Act, type Acts, type FormAct, reads } from './act.ts';
import { antiBacklog } from './anti-backlog.ts';
import { backlog } from './backlog.ts';
import type { Arrange, Delivery, Pressed, Sent, Typed } from './delivery.ts';
import { governance } from './governance.ts';
import { organization } from './organization.ts';
import { portfolio } from './portfolio.ts';
import { pull } from './pull.ts';
import { pressedAsShaped, typedAsNamed } from './shaped.ts';
import { strategy } from './strategy.ts';

/** Everything that can be done, room by room. */
export const rooms: Readonly<Record<string, Acts>> = {
  strategy,
  portfolio,
  backlog,
  pull,
  'anti-backlog': antiBacklog,
  governance,
  organization,
};

/** An entry of the catalogue with what follows from it. */
export interface Entry<Of extends Delivery = Delivery> extends Act<Of> {
  /** As it stands in the catalogue; unique among its kind. */
  readonly entry: string;
  /** Of the command, action or form. */
  readonly name: string;
  readonly arrange: Arrange<Of>;
}

/** An entry without what stands in brackets. */
export const nameOf = (entry: string) => entry.replace(/ \(.*\)$/, '');

const all = Object.values(rooms);

function entriesOf<Of extends Delivery>(
  of: readonly Readonly<Record<string, typeof reads | Arrange<Of> | Act<Of>>>[],
  byDefault: (entry: string) => Arrange<Of>,
  name: (entry: string) => string,
): Entry<Of>[] {
  return of
    .flatMap((rows) => Object.entries(rows))
    .map(([entry, row]) => {
      const act: Act<Of> = row === reads ? {} : typeof row === 'function' ? { arrange: row } : row;
      return { ...act, entry, name: name(entry), arrange: act.arrange ?? byDefault(entry) };
    });
}

/** Declared by the features. */
export const declared = {
  commands: features.flatMap((feature) => feature.commands),
  actions: features.flatMap((feature) => feature.actions),
  forms: features.flatMap((feature) => feature.forms),
  lookups: features.flatMap((feature) => feature.lookups ?? []),
  watches: features.flatMap((feature) => feature.watches ?? []),
  shortcuts: features.flatMap((feature) => feature.shortcuts ?? []),
};

/** What carries data from where it was shown. */
export function dataOf(kind: 'actions' | 'forms', entry: string): z.ZodType {
  const found = declared[kind].find((one) => one.contract.name === nameOf(entry));
  if (!found) throw new Error(`${entry} is not declared.`);
  return found.contract.data;
}

export const commands: readonly Entry<Typed>[] = entriesOf(
  all.map((room) => room.commands),
  typedAsNamed,
  (entry) => (/^[A-Z]+$/.test(entry) ? '' : (nameOf(entry).split(' ')[0] ?? '')),
);

export const actions: readonly Entry<Pressed>[] = entriesOf(
  all.map((room) => room.actions),
  (entry) => pressedAsShaped(nameOf(entry), () => dataOf('actions', entry)),
  nameOf,
);

export type FormEntry = Entry<Sent> & FormAct;
export const forms: readonly FormEntry[] = entriesOf<Sent>(
  all.map((room) => room.forms),
  () => {
    throw new Error('A form is arranged.');
  },
  nameOf,
);

export const shortcuts: readonly string[] = all.flatMap((room) => room.shortcuts ?? []);
export const lookups = Object.assign({}, ...all.map((room) => room.lookups)) as Required<Acts>['lookups'];
export const watches = Object.assign({}, ...all.map((room) => room.watches)) as Required<Acts>['watches'];
