export interface CellJson {
  readonly type: 'raw_text' | 'raw_number' | 'rich_text';
  readonly text?: string;
  readonly value?: number;
}

export interface ColumnJson {
  readonly align?: 'left' | 'center' | 'right';
  readonly is_wrapped?: boolean;
}

/** As the bot says; else numbers to the right, as in any table one can read. */
export function alignmentOf(rows: readonly (readonly CellJson[])[], column: number, settings?: ColumnJson | null) {
  if (settings?.align) return settings.align;
  const body = rows.slice(1);
  return body.length > 0 && body.every((row) => row[column]?.type === 'raw_number') ? 'right' : 'left';
}
