import { withEmoji } from '../text/emoji.ts';
import type { CellJson } from './cells.ts';
import { LibraryBlock } from './LibraryBlock.tsx';

export function TableCell({ cell }: { readonly cell: CellJson }) {
  switch (cell.type) {
    case 'raw_text':
      return withEmoji(cell.text ?? '');
    case 'raw_number':
      return cell.text ?? String(cell.value ?? '');
    default:
      return <LibraryBlock block={{ ...cell }} />;
  }
}
