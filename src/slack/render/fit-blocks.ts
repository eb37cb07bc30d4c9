import type { Block } from '../../chat/block.ts';
import { shares } from '../../chat/shown/shares.ts';
import { LIMITS } from '../base/limits.ts';
import { drawBlock } from './block.ts';
import { measure } from './measure.ts';
import { nativeFigures, type Surface } from './native-figures.ts';
import { type Room, type SlackBlock, UNLIMITED } from './slack-block.ts';
import { plainText } from './text-object.ts';

/**
 * Draws blocks so that all of them together fit into a message or view. When they do not as they are, lists and long texts give
 * way first, each to its fair share; when there are more blocks than Slack takes, dividers go, then texts from the end, and a
 * last line says how many parts are missing. Buttons stay longest: they are how a person gets on.
 */
export function fitBlocks(blocks: readonly Block[], room: Room, surface: Surface): SlackBlock[] {
  const parts = nativeFigures(blocks, surface)
    .flatMap(split)
    .map((block) => ({ block, whole: drawBlock(block, UNLIMITED) }));
  const shown = parts.filter(({ whole }) => whole.length > 0);
  const whole = shown.flatMap((part) => part.whole);
  if (whole.length <= room.blocks && measure(whole) <= room.chars) return whole;

  const kept = keep(shown, room.blocks);
  const missing = withoutDividers(shown).length - withoutDividers(kept).length;
  const tail = missing > 0 ? [leftOut(missing)] : [];
  // A list that gives way needs a line more, for what is left of it.
  const heights = kept.map((part) => part.whole.length + (part.block.type === 'list' || part.block.type === 'table' ? 1 : 0));
  const blockShares = shares(heights, room.blocks - tail.length);
  const charShares = shares(
    kept.map((part) => measure(part.whole)),
    room.chars - measure(tail),
  );
  const drawn = kept.flatMap((part, index) => drawBlock(part.block, { blocks: blockShares[index] ?? 1, chars: charShares[index] ?? 0 }));
  return [...drawn, ...tail];
}

interface Part {
  readonly block: Block;
  /** Drawn without any limit of the whole. */
  readonly whole: readonly SlackBlock[];
}

// An actions block takes 25 buttons; a longer row becomes several.
function split(block: Block): Block[] {
  if (block.type !== 'buttons' || block.buttons.length <= LIMITS.actions) return [block];
  const rows: Block[] = [];
  for (let from = 0; from < block.buttons.length; from += LIMITS.actions) {
    rows.push({ type: 'buttons', buttons: block.buttons.slice(from, from + LIMITS.actions) });
  }
  return rows;
}

function keep(parts: readonly Part[], most: number): Part[] {
  if (parts.length <= most) return [...parts];
  const kept = withoutDividers(parts);
  while (kept.length > most - 1) {
    const text = kept.findLastIndex((part) => part.block.type !== 'buttons');
    kept.splice(text === -1 ? kept.length - 1 : text, 1);
  }
  return kept;
}

function withoutDividers(parts: readonly Part[]): Part[] {
  return parts.filter((part) => part.block.type !== 'divider');
}

function leftOut(count: number): SlackBlock {
  const words = count === 1 ? '1 more part doesn’t fit here.' : `${count} more parts don’t fit here.`;
  return { type: 'context', elements: [plainText(words, LIMITS.text)] };
}
