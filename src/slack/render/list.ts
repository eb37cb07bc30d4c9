import type { Block, Button, ListEntry } from '../../chat/block.ts';
import { isBlank, plain, shortenSpans, tidy } from '../../chat/shown/spans.ts';
import type { Span } from '../../chat/span.ts';
import { LIMITS } from '../base/limits.ts';
import { slackButton } from './button.ts';
import { rich } from './rich.ts';
import type { Room, SlackBlock } from './slack-block.ts';
import { plainText, textObject } from './text-object.ts';

type List = Extract<Block, { type: 'list' }>;

/** Characters kept for "and 1234 more" and the label of its button. */
const TAIL = 20 + LIMITS.button.label;

/**
 * A list. Without buttons it is one rich text list. With buttons each entry is a section with the button at its side, one Slack
 * block each. What does not fit is counted in a last line, with the `more` button where the list has one.
 */
export function drawList(list: List, room: Room): SlackBlock[] {
  const entries = list.entries.map(tidyEntry).filter((entry) => entry.button !== undefined || !isBlank(entry.spans));
  if (entries.length === 0) return [];
  return entries.some((entry) => entry.button) ? drawSections(list, entries, room) : drawLines(list, entries, room);
}

function tidyEntry(entry: ListEntry): ListEntry {
  const spans = tidy(entry.spans);
  return entry.button === undefined ? { spans } : { spans, button: entry.button };
}

function drawLines(list: List, entries: readonly ListEntry[], room: Room): SlackBlock[] {
  const sizes = entries.map((entry) => plain(entry.spans).length);
  const count = fitting(sizes, room.chars);
  const shown = entries.slice(0, count);
  const left = entries.length - count;
  const most = left === 0 && count > 1 ? Number.POSITIVE_INFINITY : Math.max(1, room.chars - (left > 0 ? TAIL : 0));
  const lines = shown.map((entry) => section(count === 1 ? shortenSpans(entry.spans, most) : entry.spans));
  const drawn = { type: 'rich_text_list' as const, style: list.ordered ? ('ordered' as const) : ('bullet' as const), elements: lines };
  if (left === 0) return [{ type: 'rich_text', elements: [drawn] }];
  if (room.blocks > 1) return [{ type: 'rich_text', elements: [drawn] }, tail(left, list.more)];
  return [{ type: 'rich_text', elements: [drawn, section([{ type: 'text', text: moreWords(left) }])] }];
}

function section(spans: readonly Span[]) {
  return { type: 'rich_text_section' as const, elements: rich(spans) };
}

function drawSections(list: List, entries: readonly ListEntry[], room: Room): SlackBlock[] {
  const numbered = entries.map((entry, index) => ({ ...entry, spans: lead(list, entry, index) }));
  const sizes = numbered.map(sectionSize);
  const byBlocks = entries.length <= room.blocks ? entries.length : Math.max(0, room.blocks - 1);
  // Judged among all entries, because room for the tail is needed as soon as one is left out.
  const count = Math.min(byBlocks, fitting(sizes, room.chars, byBlocks < entries.length));
  const left = entries.length - count;
  const only = Math.max(1, room.chars - TAIL - LIMITS.button.label);
  const blocks = numbered.slice(0, count).map((entry): SlackBlock => {
    const text = textObject(entry.spans, Math.min(LIMITS.text, count === 1 ? only : LIMITS.text));
    return entry.button ? { type: 'section', text, accessory: slackButton(entry.button) } : { type: 'section', text };
  });
  return left === 0 ? blocks : [...blocks, tail(left, list.more)];
}

// A section has no bullet or number of its own.
function lead(list: List, entry: ListEntry, index: number): readonly Span[] {
  const spans: readonly Span[] = isBlank(entry.spans) ? [{ type: 'text', text: '…' }] : entry.spans;
  return list.ordered ? [{ type: 'text', text: `${index + 1}. ` }, ...spans] : spans;
}

function sectionSize(entry: ListEntry): number {
  const label = entry.button ? plainText(entry.button.label, LIMITS.button.label).text.length : 0;
  return textObject(entry.spans, LIMITS.text).text.length + label;
}

/** How many of the sizes fit, with room for the tail if not all do; at least one, which is then shortened. */
function fitting(sizes: readonly number[], chars: number, cut = false): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (!cut && total <= chars) return sizes.length;
  let [sum, count] = [0, 0];
  for (const size of sizes) {
    if (sum + size > chars - TAIL) break;
    sum += size;
    count += 1;
  }
  return Math.max(1, count);
}

function moreWords(left: number): string {
  return `and ${left} more`;
}

/** "and 12 more", with the button that shows them. */
export function tail(left: number, more: Button | undefined): SlackBlock {
  if (!more) return { type: 'context', elements: [plainText(moreWords(left), LIMITS.text)] };
  return { type: 'section', text: plainText(moreWords(left), LIMITS.text), accessory: slackButton(more) };
}
