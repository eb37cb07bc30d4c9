import type { Option } from '../../chat/field.ts';

/** What a form needs to know besides itself. */
export interface FormContext {
  readonly surface: 'chat' | 'dialog';
  /** Teams accounts (directory ids) by member id; members without one are missing. Asked where the client has a picker of people. */
  readonly accounts: ReadonlyMap<string, string>;
  /** The organization's members, `value` being the member id. Asked where the client has no picker of people. */
  readonly people?: readonly Option[];
  /** What lookups find for an empty query, by field. Asked where the client has no type-ahead. */
  readonly offered?: Readonly<Record<string, readonly Option[]>>;
  /** What is wrong, by field, besides what the view says. */
  readonly errors?: Readonly<Record<string, string>>;
}
