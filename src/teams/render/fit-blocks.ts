import type { Block } from '../../chat/block.ts';
import { shares } from '../../chat/shown/shares.ts';
import type { CardElement } from './adaptive-card.ts';
import { drawBlock } from './block.ts';
import type { Drawing } from './drawing.ts';
import { size } from './size.ts';
import { drawWords } from './words.ts';

/**
 * Draws blocks so that all of them together fit into the bytes. When they do not as they are, lists and long texts give way first,
 * each to its fair share; when that is not enough, texts go from the end, and a last line says how many parts are missing. Buttons stay
 * longest: they are how a person gets on.
 */
export function fitBlocks(blocks: readonly Block[], bytes: number, at: Drawing): CardElement[] {
  const parts = blocks.flatMap((block, index): Part[] => {
    const whole = drawBlock(block, Number.POSITIVE_INFINITY, at);
    return whole.length === 0 ? [] : [{ block, whole, before: blocks[index - 1] }];
  });
  const whole = join(parts.map((part) => ({ ...part, drawn: part.whole })));
  if (size(whole) <= bytes) return whole;

  // Every part that is kept gets at least the least, or is small as it is.
  const kept = keep(parts, bytes - size([leftOut(parts.length)]) - 2);
  for (;;) {
    const missing = parts.length - kept.length;
    const tail = missing > 0 ? [leftOut(missing)] : [];
    const room = share(kept, bytes - size(tail) - 2);
    const drawn = [...join(kept.map((part, index) => ({ ...part, drawn: drawBlock(part.block, (room[index] ?? 0) - RULE, at) }))), ...tail];
    if (size(drawn) <= bytes || kept.length <= 1) return drawn;
    dropOne(kept);
  }
}

interface Part {
  readonly block: Block;
  /** Drawn without any limit. */
  readonly whole: readonly CardElement[];
  readonly before: Block | undefined;
}

/** Bytes of `"separator":true,"spacing":"Medium",` and a comma. */
const RULE = 40;

/** Bytes in which a part can still say something. */
const LEAST = 400;

function need(part: Part): number {
  return size(part.whole) + RULE;
}

function least(part: Part): number {
  return part.block.type === 'buttons' ? need(part) : Math.min(need(part), LEAST);
}

/** Bytes for each: the least first, then fair shares of the rest. Where not even that is there, fair shares of what is. */
function share(parts: readonly Part[], bytes: number): number[] {
  const leasts = parts.map(least);
  const spare = bytes - leasts.reduce((sum, one) => sum + one, 0);
  if (spare < 0) return shares(parts.map(need), bytes);
  const more = shares(
    parts.map((part) => need(part) - least(part)),
    spare,
  );
  return leasts.map((one, index) => one + (more[index] ?? 0));
}

function keep(parts: readonly Part[], bytes: number): Part[] {
  const kept = [...parts];
  let wanted = kept.reduce((sum, part) => sum + least(part), 0);
  while (wanted > bytes && kept.length > 1) {
    const gone = dropOne(kept);
    wanted -= gone ? least(gone) : 0;
  }
  return kept;
}

function dropOne(parts: Part[]): Part | undefined {
  const text = parts.findLastIndex((part) => part.block.type !== 'buttons');
  return parts.splice(text === -1 ? parts.length - 1 : text, 1)[0];
}

// A line or a gap above the first of all would part it from nothing.
function join(parts: readonly (Pick<Part, 'block' | 'before'> & { readonly drawn: readonly CardElement[] })[]): CardElement[] {
  return parts.flatMap(({ drawn, block, before }, index) => {
    const [first, ...rest] = drawn;
    return first && index > 0 ? [{ ...first, ...gap(block, before) }, ...rest] : [...drawn];
  });
}

/** What belongs together stands closer together: a new list, the buttons and what a divider parts begin after a gap. */
function gap(block: Block, before: Block | undefined): Pick<CardElement, 'separator' | 'spacing'> {
  if (before?.type === 'divider') return { separator: true, spacing: 'Medium' };
  if (block.type === 'heading') return { spacing: 'Large' };
  return block.type === 'buttons' || (block.type === 'paragraph' && before?.type === 'list') ? { spacing: 'Medium' } : {};
}

function leftOut(count: number): CardElement {
  return drawWords(count === 1 ? '1 more part doesn’t fit here.' : `${count} more parts don’t fit here.`);
}
