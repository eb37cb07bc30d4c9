import { lazy, Suspense } from 'react';
import type { BlockJson } from '../../wire/protocol.ts';

// The library is 600 kB: it comes only when a block needs it.
const Drawn = lazy(() => import('./LibraryDrawing.tsx'));

/**
 * rich_text, markdown, cards and whatever else the page has no component of its own for. The common blocks are ours:
 * the library puts the same id on every message, draws headers without a heading, and knows nothing of the form around it.
 */
export function LibraryBlock({ block }: { readonly block: BlockJson }) {
  return (
    <Suspense fallback={<p className="unknown">…</p>}>
      <Drawn block={block} />
    </Suspense>
  );
}
