import type { Right } from '../../src/model/rights/rights.ts';
import type { Arrange, Delivery, Pressed, Sent, Typed } from './delivery.ts';

/** It needs nothing but what its name or the shape of its data says, and only shows something or opens a form. */
export const reads = 'reads';

/** What a suite cannot know from the feature's own declaration. */
export interface Act<Of extends Delivery = Delivery> {
  /** Missing: as for `reads`. */
  readonly arrange?: Arrange<Of>;
  /** Which right is asked for, where that is another than the declared one; null: none is, or not only a right stands in the way. */
  readonly right?: Right | null;
  /** It concerns Logistics; else Payments, or no stream. */
  readonly of?: 'LOG';
  /** Ids in its data that only name something besides: one that is not ours falls away, and the act is done all the same. */
  readonly besides?: readonly string[];
  /** It asks only which thing to show: it goes the way of a write, and changes nothing. */
  readonly shows?: true;
}

export interface FormAct extends Act<Sent> {
  readonly arrange: Arrange<Sent>;
  /** Where fields go that are not stored in a column of their own name: `table.column`, or an SQL expression after the table. */
  readonly stored?: Readonly<Record<string, string>>;
  /** Fields of text that its handler needs, although its contract does not. */
  readonly needs?: readonly string[];
  /** Fields that what else is answered here leaves without use: what is typed there is stored nowhere. */
  readonly idle?: readonly string[];
  /** Rules of its handler's own for what is typed, by field. */
  readonly takes?: Readonly<Record<string, (value: string) => boolean>>;
  /** Fields that are read in a way of their own (a list, a code): a suite of their own tries them. */
  readonly own?: readonly string[];
}

type Row<Of extends Delivery> = typeof reads | Arrange<Of> | Act<Of>;

/**
 * What can be done in one room, described once: every suite takes from here what it tries. What stands in brackets tells
 * entries of one name apart.
 */
export interface Acts {
  /**
   * By what is typed after `/flow`; capitals stand for things: KEY and OTHER for items, EPIC, IDEA, DECISION, THEME,
   * RESULT, and STREAM for a stream's key.
   */
  readonly commands: Readonly<Record<string, Row<Typed>>>;
  readonly actions: Readonly<Record<string, Row<Pressed>>>;
  readonly forms: Readonly<Record<string, Arrange<Sent> | FormAct>>;
  /** Entries of a message's menu. */
  readonly shortcuts?: readonly string[];
  /** By source: what is typed to find the thing of these ids. By its key, or the beginning of its title. */
  readonly lookups?: Readonly<Record<string, readonly Placeholder[]>>;
  /** Fields that are looked at while they are typed, as `form field`, and the words that open the form. */
  readonly watches?: Readonly<Record<string, string>>;
}

export const PLACEHOLDERS = ['KEY', 'OTHER', 'EPIC', 'IDEA', 'DECISION', 'THEME', 'RESULT', 'STREAM'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
