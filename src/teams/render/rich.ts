import { dateSeconds, dateWords } from '../../chat/shown/date.ts';
import type { Span } from '../../chat/span.ts';
import type { TextRun } from './adaptive-card.ts';
import { dateTemplate } from './date.ts';
import { literal } from './literal.ts';

type Look = Pick<TextRun, 'size' | 'color' | 'isSubtle' | 'weight'>;

/**
 * Tidy spans as text runs. Nothing in a run is Markdown, and a mention needs an entity of the message, of which we send none; that is
 * why everything with a person's words in it is drawn as runs and never as a TextBlock or a Fact.
 * https://adaptivecards.io/explorer/TextRun.html
 */
export function rich(spans: readonly Span[], look: Look = {}): TextRun[] {
  return spans.map((span) => ({ ...run(span), ...look }));
}

function run(span: Span): TextRun {
  switch (span.type) {
    case 'text':
      return { type: 'TextRun', text: literal(span.text) };
    case 'bold':
      return { type: 'TextRun', text: literal(span.text), weight: 'Bolder' };
    case 'italic':
      return { type: 'TextRun', text: literal(span.text), italic: true };
    case 'code':
      return { type: 'TextRun', text: literal(span.text), fontType: 'Monospace' };
    case 'link':
      return { type: 'TextRun', text: literal(span.text), selectAction: { type: 'Action.OpenUrl', url: span.url } };
    case 'person':
      // A mention would ping; the name does not.
      return { type: 'TextRun', text: literal(span.name) };
    case 'date': {
      const seconds = dateSeconds(span);
      const template = seconds === null ? null : dateTemplate(seconds, span.style);
      return { type: 'TextRun', text: template ?? literal(dateWords(span)) };
    }
    default: {
      const unknown: never = span;
      return unknown;
    }
  }
}
