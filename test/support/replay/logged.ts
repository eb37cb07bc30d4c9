/** A row of the table `event`. */
export interface Logged {
  readonly kind: string;
  readonly version: number;
  readonly at: string;
  readonly actor: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A row by the names of its columns; instants as ISO 8601. */
export type Row = Record<string, unknown>;

/** `data` of these columns, each under its name there (`stream_id` is `streamId`); what is missing is null. */
export function taken(data: Logged['data'], columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, data[inData(column)] ?? null]));
}

/** The same, of those columns alone that `data` has. */
export function had(data: Logged['data'], columns: readonly string[]): Row {
  return taken(
    data,
    columns.filter((column) => inData(column) in data),
  );
}

function inData(column: string): string {
  return column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
