import { byType, finite, flag, integer, list, maybe, oneOf, shape, string } from './checks.ts';
import { isObject } from './json.ts';
import { type Check, report } from './judging.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

const id = maybe(string(LIMITS.id));
const plainCells = {
  raw_text: shape({ type: oneOf('raw_text'), text: string(LIMITS.dataTable.chars) }),
  raw_number: shape({ type: oneOf('raw_number'), value: finite, text: string(LIMITS.text) }),
};
const cell = byType({ ...plainCells, rich_text: richText });

/** `null` skips a column. */
const columnSetting: Check = (value, path, judging) => {
  if (value !== null) shape({ align: maybe(oneOf('left', 'center', 'right')), is_wrapped: maybe(flag) })(value, path, judging);
};

const sameWidth: Check = (value, path, judging) => {
  const rows = isObject(value) && Array.isArray(value.rows) ? value.rows : [];
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  rows.forEach((row, index) => {
    if (Array.isArray(row) && row.length !== width) report(judging, `${path}/rows/${index}`, 'all rows must have the same number of cells');
  });
};

/** The header row names the columns in plain words. */
const plainHeader: Check = (value, path, judging) => {
  const header = isObject(value) && Array.isArray(value.rows) && Array.isArray(value.rows[0]) ? value.rows[0] : [];
  header.forEach((entry, index) => {
    if (isObject(entry) && entry.type === 'rich_text') report(judging, `${path}/rows/0/${index}/type`, 'unsupported type: rich_text');
  });
};

/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const table: Check = shape({
  type: oneOf('table'),
  block_id: id,
  rows: list(list(cell, LIMITS.table.columns), LIMITS.table.rows),
  column_settings: maybe(list(columnSetting, LIMITS.table.columns, 0)),
});

/** https://docs.slack.dev/reference/block-kit/blocks/data-table-block */
export const dataTable: Check = shape(
  {
    type: oneOf('data_table'),
    block_id: id,
    caption: string(LIMITS.text),
    rows: list(list(cell, LIMITS.dataTable.columns), LIMITS.dataTable.rows, 2),
    page_size: maybe(integer(1, LIMITS.dataTable.pageSize)),
    row_header_column_index: maybe(integer(0, LIMITS.dataTable.columns - 1)),
  },
  sameWidth,
  plainHeader,
);
