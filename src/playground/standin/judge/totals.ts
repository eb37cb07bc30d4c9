import { isObject, isString, type Json } from './json.ts';
import { type Judging, report } from './judging.ts';
import { LIMITS } from './limits.ts';

interface Totals {
  text: number;
  markdown: number;
  charts: number;
  tables: number;
  tableCells: number;
  dataTableCells: number;
}

/** Characters of every `text` string below a value. */
function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + characters(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, entry]) => sum + (key === 'text' && isString(entry) ? entry.length : characters(entry)),
    0,
  );
}

function count(block: Json, totals: Totals): void {
  if (block.type === 'table') {
    totals.tables += 1;
    totals.tableCells += characters(block.rows);
  } else if (block.type === 'data_table') totals.dataTableCells += characters(block.rows);
  else if (block.type === 'markdown') totals.markdown += isString(block.text) ? block.text.length : 0;
  else if (block.type === 'data_visualization') totals.charts += 1;
  else if (block.type === 'container' && Array.isArray(block.child_blocks)) {
    for (const child of block.child_blocks.filter(isObject)) count(child, totals);
  } else totals.text += characters(block);
}

/**
 * Sums that Slack keeps over one whole message. The total of block text (`msg_blocks_too_long`,
 * https://github.com/slackapi/bolt-js/issues/2509) and the cap of two charts are not in its documentation.
 */
export function judgeTotals(blocks: readonly unknown[], path: string, judging: Judging): void {
  const totals: Totals = { text: 0, markdown: 0, charts: 0, tables: 0, tableCells: 0, dataTableCells: 0 };
  for (const block of blocks.filter(isObject)) count(block, totals);
  const limits = LIMITS.message;
  if (totals.text > limits.blockText)
    report(judging, path, `text of all blocks must be less than ${limits.blockText + 1} characters`, 'msg_blocks_too_long');
  if (totals.markdown > limits.markdown)
    report(judging, path, `markdown of all blocks must be less than ${limits.markdown + 1} characters`);
  if (totals.charts > limits.charts) report(judging, path, `no more than ${limits.charts} data_visualization blocks allowed`);
  if (totals.tables > limits.tables) report(judging, path, 'only one table allowed');
  if (totals.tableCells > LIMITS.table.chars)
    report(judging, path, `cells of all tables must be less than ${LIMITS.table.chars + 1} characters`);
  if (totals.dataTableCells > LIMITS.dataTable.chars)
    report(judging, path, `cells of all data tables must be less than ${LIMITS.dataTable.chars + 1} characters`);
}
