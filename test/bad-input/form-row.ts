import type { SlackTold } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import type { IdOf } from './company.ts';

/** Where to read what a field stored. How long it may be, and whether it may stay empty, is read from its contract. */
export interface TextRow {
  readonly stored: string;
  /** An answer that it takes; none where it may stay empty. */
  readonly good?: string;
  /** The handler needs it, although its contract does not: left empty, it is refused once every other answer can be read. */
  readonly needed?: true;
  /** A rule of the handler's own for what is there: broken, it is refused once every other answer can be read. */
  readonly takes?: (value: string) => boolean;
  /** A rule of the contract's own for what is there: broken, it is refused with all that cannot be read. */
  readonly judges?: (value: string) => boolean;
  /** It is an address, and shown as one. */
  readonly leads?: true;
}

/** How a form is opened, what it needs, and where its texts go. */
export interface FormRow {
  readonly as: string;
  /** Opens it anew. */
  readonly open: () => Promise<unknown>;
  readonly fields: Readonly<Record<string, TextRow>>;
  /** It shows what was stored by it before: opened again, it is looked at, too. */
  readonly reopens?: true;
  /** What it needs besides texts, as Slack would send it. */
  readonly picks?: () => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type FormRows = Readonly<Record<string, FormRow>>;

/** What the rows are made with. */
export interface Hands {
  readonly at: Play<SlackTold>;
  readonly idOf: IdOf;
  /** Presses “Edit” of the overview that does this. */
  readonly edit: (action: string) => Promise<unknown>;
}

export function newest(table: string, column: string): string {
  return `SELECT ${column} AS v FROM ${table} ORDER BY created_at DESC, id DESC LIMIT 1`;
}

/** Of the decision that was written last. */
export function newestDecision(column: string): string {
  return `SELECT ${column} AS v FROM decision ORDER BY at DESC, id DESC LIMIT 1`;
}

/** Of an item, by its key. */
export function ofItem(key: string, column: string): string {
  return `SELECT ${column} AS v FROM item WHERE key = '${key}'`;
}

export const option = (value: unknown) => ({ type: 'static_select', selected_option: { value } });
export const found = (value: unknown) => ({ type: 'external_select', selected_option: { value } });
export const options = (...values: readonly unknown[]) => ({ type: 'checkboxes', selected_options: values.map((value) => ({ value })) });
export const date = (value: string) => ({ type: 'datepicker', selected_date: value });
export const input = (value: string) => ({ type: 'plain_text_input', value });

/** Evidence takes links that others may follow, and no others. */
export const safeLinks = (value: string) =>
  !/(^|[\s([<"“])(http:\/\/|javascript:\S|file:\/\/|data:[\w.+-]+\/|https:\/\/[^\s/]*@)/i.test(value);
