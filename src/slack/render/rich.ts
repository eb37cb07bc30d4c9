import { dateSeconds, dateWords } from '../../chat/shown/date.ts';
import type { Span } from '../../chat/span.ts';
import { dateFormat } from './date.ts';
import type { RichElement } from './slack-block.ts';

/**
 * Tidy spans as rich text elements. Slack parses nothing inside a `text` element: no escaping, no mention, no emoji code, no
 * `*bold*`. That is why everything with a person's words in it is drawn as rich text wherever the layout allows.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function rich(spans: readonly Span[]): RichElement[] {
  return spans.map(richElement);
}

function richElement(span: Span): RichElement {
  switch (span.type) {
    case 'text':
      return { type: 'text', text: span.text };
    case 'bold':
    case 'italic':
    case 'code':
      return { type: 'text', text: span.text, style: { [span.type]: true } };
    case 'link':
      return span.text === span.url ? { type: 'link', url: span.url } : { type: 'link', url: span.url, text: span.text };
    case 'person':
      // A `user` element would ping; the name does not.
      return { type: 'text', text: span.name };
    case 'date': {
      const timestamp = dateSeconds(span);
      if (timestamp === null) return { type: 'text', text: dateWords(span) };
      return { type: 'date', timestamp, format: dateFormat(span.style), fallback: dateWords(span) };
    }
    default: {
      const unknown: never = span;
      return unknown;
    }
  }
}
