import type { Table } from '../../chat/shown/figures.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import { tail } from './list.ts';
import type { Room, SlackBlock } from './slack-block.ts';

/**
 * A table under its caption. Cells are `raw_text`, in which Slack reads no markup. Rows that do not fit are counted in a last line.
 * https://docs.slack.dev/reference/block-kit/blocks/table-block
 */
export function drawTable(table: Table, room: Room): SlackBlock[] {
  const head = table.columns.map(({ label }) => cell(label));
  const caption = isolate(oneLine(shorten(table.caption, LIMITS.header)));
  const most = Math.min(room.chars, LIMITS.table.chars) - caption.length - CHARS_OF_TAIL;
  const rows: ReturnType<typeof cell>[][] = [head];
  let chars = letters(head);
  for (const row of table.rows) {
    const drawn = table.columns.map((_, index) => cell(row[index] ?? ''));
    chars += letters(drawn);
    // The first row stands in any case: a head alone says nothing.
    if (rows.length === LIMITS.table.rows || (rows.length > 1 && chars > most)) break;
    rows.push(drawn);
  }
  const left = table.rows.length - (rows.length - 1);
  return [
    ...(caption === '' ? [] : [boldLine(caption)]),
    {
      type: 'table',
      rows,
      column_settings: table.columns.map(({ align }) => ({ align: align ?? 'left', is_wrapped: align === undefined })),
    },
    ...(left > 0 ? [tail(left, table.more)] : []),
  ];
}

/** Characters kept for "and 1234 more" and the label of its button. */
const CHARS_OF_TAIL = 100;

function cell(text: string) {
  return { type: 'raw_text' as const, text: shorten(isolate(oneLine(text)), LIMITS.table.cell) || '–' };
}

function letters(row: readonly { readonly text: string }[]): number {
  return row.reduce((sum, { text }) => sum + text.length, 0);
}

function boldLine(text: string): SlackBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] }] };
}
