import type { Span } from '../../chat/span.ts';
import { drawParagraph } from './paragraph.ts';
import type { Room, SlackBlock } from './slack-block.ts';
import { isBlank, tidy } from './spans.ts';
import { oneLine } from './text.ts';

interface Fact {
  readonly label: string;
  readonly spans: readonly Span[];
}

/**
 * Facts as lines "**Label:** value" of one rich text. The `fields` of a section would stand in two columns, but they break
 * lines badly on phones, end at ten, and take markup only.
 */
export function drawFacts(facts: readonly Fact[], room: Room): SlackBlock[] {
  return drawParagraph(factSpans(facts), room);
}

/** The lines of the facts as spans. A fact without a value says so with a dash. */
export function factSpans(facts: readonly Fact[]): Span[] {
  return facts.flatMap(({ label, spans }, index): Span[] => {
    const name = oneLine(label);
    const value = tidy(spans);
    const parts: Span[] = index === 0 ? [] : [{ type: 'text', text: '\n' }];
    if (name !== '') parts.push({ type: 'bold', text: /[.:?!]$/u.test(name) ? name : `${name}:` }, { type: 'text', text: ' ' });
    return [...parts, ...(isBlank(value) ? [{ type: 'text' as const, text: '–' }] : value)];
  });
}
