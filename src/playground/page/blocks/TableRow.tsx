import type { CellJson, ColumnJson } from './cells.ts';
import { TableCell } from './TableCell.tsx';

interface Props {
  readonly cells: readonly CellJson[];
  readonly align: readonly ('left' | 'center' | 'right')[];
  readonly settings?: readonly (ColumnJson | null)[];
  /** The column that names the row; -1 where none does. */
  readonly rowHeader: number;
}

export function TableRow({ cells, align, settings, rowHeader }: Props) {
  return (
    <tr>
      {cells.map((cell, column) => {
        const shared = { className: settings?.[column]?.is_wrapped ? 'wrap' : undefined, style: { textAlign: align[column] } };
        // A column's place is its identity: cells have no ids.
        const key = `column-${column}`;
        return column === rowHeader ? (
          <th key={key} scope="row" {...shared}>
            <TableCell cell={cell} />
          </th>
        ) : (
          <td key={key} {...shared}>
            <TableCell cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}
