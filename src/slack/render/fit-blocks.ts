import type { Block } from '../../chat/block.ts';
import { LIMITS } from '../limits.ts';
import { drawBlock } from './block.ts';
import { measure } from './measure.ts';
import { shares } from './shares.ts';
import { type Room, type SlackBlock, UNLIMITED } from './slack-block.ts';
import { plainText } from './text-object.ts';

/** Characters kept for the line that counts left-out parts. */
const LEFT_OUT = 60;

/**
 * Draws blocks so that all of them together fit into a message or view. When they do not as they are, lists and long texts give
 * way first, each to its fair share; when there are more blocks than Slack takes, dividers go, then texts from the end, and a
 * last line says how many parts are missing. Buttons stay longest: they are how a person gets on.
 */
export function fitBlocks(blocks: readonly Block[], room: Room): SlackBlock[] {
  const parts = blocks.flatMap(split).filter((part) => drawBlock(part, UNLIMITED).length > 0);
  const whole = parts.map((part) => drawBlock(part, UNLIMITED));
  if (whole.flat().length <= room.blocks && measure(whole) <= room.chars) return whole.flat();

  const kept = keep(parts, room.blocks);
  const missing = parts.filter((part) => part.type !== 'divider').length - kept.filter((part) => part.type !== 'divider').length;
  const needs = kept.map((part) => drawBlock(part, UNLIMITED));
  const tall = needs.map((drawn, index) => drawn.length + (kept[index]?.type === 'list' ? 1 : 0));
  const blockShares = shares(tall, room.blocks - (missing > 0 ? 1 : 0));
  const charShares = shares(
    needs.map((drawn) => measure(drawn)),
    room.chars - (missing > 0 ? LEFT_OUT : 0),
  );
  const drawn = kept.flatMap((part, index) => drawBlock(part, { blocks: blockShares[index] ?? 1, chars: charShares[index] ?? 0 }));
  return missing > 0 ? [...drawn, leftOut(missing)] : drawn;
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

function keep(parts: readonly Block[], most: number): Block[] {
  if (parts.length <= most) return [...parts];
  const kept = parts.filter((part) => part.type !== 'divider');
  while (kept.length > most - 1) {
    const text = kept.findLastIndex((part) => part.type !== 'buttons');
    kept.splice(text === -1 ? kept.length - 1 : text, 1);
  }
  return kept;
}

function leftOut(count: number): SlackBlock {
  const words = count === 1 ? '1 more part doesn’t fit here.' : `${count} more parts don’t fit here.`;
  return { type: 'context', elements: [plainText(words, LIMITS.text)] };
}
