import type { Span } from '../span.ts';
import { oneLine } from './legible.ts';
import { isBlank, tidy } from './spans.ts';

export interface Fact {
  readonly label: string;
  readonly spans: readonly Span[];
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
