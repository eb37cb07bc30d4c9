import type { ActionContract } from './action.ts';
import { type Inline, type Span, spans } from './span.ts';

/** A button: what it says, which action it asks for, and with which data. The nonce is stamped when the reply leaves. */
export interface Button {
  readonly label: string;
  readonly action: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly style?: 'primary' | 'danger';
  /** For a screen reader, where the label alone is ambiguous ("Done" in a list of items). */
  readonly hint?: string;
  /** Its answer is a form (ActionContract). */
  readonly opens?: 'form';
  readonly nonce?: string;
}

export interface ListEntry {
  readonly spans: readonly Span[];
  readonly button?: Button;
}

export interface TableColumn {
  readonly label: string;
  /** `right`: figures. */
  readonly align?: 'right';
}

/** A line or a row of bars: one value per category; null where it is unknown, which is never drawn as 0. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** What a message is made of. Each platform draws every type; a new one does not compile until both do. */
export type Block =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly type: 'facts'; readonly facts: readonly { readonly label: string; readonly spans: readonly Span[] }[] }
  /** `more`: how a person gets at what does not fit; drawn with the count when the platform's limits cut the list. */
  | { readonly type: 'list'; readonly ordered: boolean; readonly entries: readonly ListEntry[]; readonly more?: Button }
  /** `caption` says what it shows, for all readers; a row has as many cells as there are columns. `more`: as in a list. */
  | {
      readonly type: 'table';
      readonly caption: string;
      readonly columns: readonly TableColumn[];
      readonly rows: readonly (readonly string[])[];
      readonly more?: Button;
    }
  /** Figures over categories, such as weeks. Where a platform or a surface has no charts it is a table, else a list. */
  | {
      readonly type: 'chart';
      readonly kind: 'bar' | 'line';
      readonly title: string;
      readonly categories: readonly string[];
      readonly series: readonly Series[];
    }
  | { readonly type: 'note'; readonly spans: readonly Span[] }
  | { readonly type: 'divider' }
  | { readonly type: 'buttons'; readonly buttons: readonly Button[] };

export function heading(text: string): Block {
  return { type: 'heading', text };
}

export function paragraph(...parts: readonly Inline[]): Block {
  return { type: 'paragraph', spans: spans(parts) };
}

/** Small print under the rest. */
export function note(...parts: readonly Inline[]): Block {
  return { type: 'note', spans: spans(parts) };
}

/** What is known of a thing, under its name. */
export interface Fact {
  readonly label: string;
  readonly value: readonly Inline[];
}

export function facts(...entries: readonly Fact[]): Block {
  return { type: 'facts', facts: entries.map(({ label, value }) => ({ label, spans: spans(value) })) };
}

export function entry(parts: readonly Inline[], button?: Button): ListEntry {
  return button === undefined ? { spans: spans(parts) } : { spans: spans(parts), button };
}

export function list(entries: readonly ListEntry[], options: { readonly ordered?: boolean; readonly more?: Button } = {}): Block {
  const ordered = options.ordered ?? false;
  return options.more === undefined ? { type: 'list', ordered, entries } : { type: 'list', ordered, entries, more: options.more };
}

/** A table with a head; the first column names the rows. */
export function table(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: { readonly more?: Button } = {},
): Block {
  return { type: 'table', caption, columns, rows, ...options };
}

/** Figures over categories. */
export function chart(kind: 'bar' | 'line', title: string, categories: readonly string[], series: readonly Series[]): Block {
  return { type: 'chart', kind, title, categories, series };
}

export const divider: Block = { type: 'divider' };

/** A row of buttons; `false` and undefined ones fall away, so that a view can say `mayPull && button(…)`. */
export function buttons(...row: readonly (Button | false | undefined)[]): Block {
  return { type: 'buttons', buttons: row.filter((one): one is Button => one !== false && one !== undefined) };
}

/** A button of a declared action; its data is checked against the action's contract by the compiler. */
export function button<Data extends Readonly<Record<string, unknown>>>(
  label: string,
  action: ActionContract<Data>,
  data: NoInfer<Data>,
  options: Pick<Button, 'style' | 'hint'> = {},
): Button {
  return { label, action: action.name, data, ...(action.opens ? { opens: action.opens } : {}), ...options };
}
