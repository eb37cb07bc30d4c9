import type { SlackTold } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import type { IdOf } from './company.ts';

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
