import { useState } from 'react';
import { alignmentOf, type CellJson, type ColumnJson } from './cells.ts';
import { TableCell } from './TableCell.tsx';
import { TablePages } from './TablePages.tsx';
import { TableRow } from './TableRow.tsx';

interface TableJson {
  readonly type: 'table' | 'data_table';
  readonly rows: readonly (readonly CellJson[])[];
  readonly column_settings?: readonly (ColumnJson | null)[];
  // data_table
  readonly caption?: string;
  readonly page_size?: number;
  readonly row_header_column_index?: number;
}

/** Slack's default for `data_table`; a plain `table` shows all. */
const PAGE = 5;

export function TableBlock({ block }: { readonly block: TableJson }) {
  const [page, setPage] = useState(0);
  const [head = [], ...body] = block.rows;
  const size = block.type === 'data_table' ? (block.page_size ?? PAGE) : body.length;
  const pages = Math.max(1, Math.ceil(body.length / Math.max(1, size)));
  const first = Math.min(page, pages - 1) * size;
  const rowHeader = block.type === 'data_table' ? (block.row_header_column_index ?? 0) : -1;
  const align = head.map((_, column) => alignmentOf(block.rows, column, block.column_settings?.[column]));

  return (
    <div className="block-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard */}
      <section className="block-table-scroll" tabIndex={0} aria-label={block.caption ?? 'Table'}>
        <table>
          {block.caption && <caption>{block.caption}</caption>}
          <thead>
            <tr>
              {head.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
                <th key={column} scope="col" style={{ textAlign: align[column] }}>
                  <TableCell cell={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.slice(first, first + size).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id, and their order is the bot's
              <TableRow key={first + index} cells={row} align={align} settings={block.column_settings} rowHeader={rowHeader} />
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && <TablePages page={Math.min(page, pages - 1)} pages={pages} onPage={setPage} />}
    </div>
  );
}
