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

/** What a message is made of. Each platform draws every type; a new one does not compile until both do. */
export type Block =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly type: 'facts'; readonly facts: readonly { readonly label: string; readonly spans: readonly Span[] }[] }
  /** `more`: how a person gets at what does not fit; drawn with the count when the platform's limits cut the list. */
  | { readonly type: 'list'; readonly ordered: boolean; readonly entries: readonly ListEntry[]; readonly more?: Button }
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

export function facts(...entries: readonly { readonly label: string; readonly value: readonly Inline[] }[]): Block {
  return { type: 'facts', facts: entries.map(({ label, value }) => ({ label, spans: spans(value) })) };
}

export function entry(parts: readonly Inline[], button?: Button): ListEntry {
  return button === undefined ? { spans: spans(parts) } : { spans: spans(parts), button };
}

export function list(entries: readonly ListEntry[], options: { readonly ordered?: boolean; readonly more?: Button } = {}): Block {
  const ordered = options.ordered ?? false;
  return options.more === undefined ? { type: 'list', ordered, entries } : { type: 'list', ordered, entries, more: options.more };
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
