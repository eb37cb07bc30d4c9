import { readUrl } from '../../model/text/url.ts';
import type { Span } from '../span.ts';
import { dateSeconds, dateWords } from './date.ts';
import { clean, isolate, oneLine, shorten } from './legible.ts';

/** Of an address and of what stands for it: what the strictest platform takes. */
const LONGEST_LINK = 3_000;

/** Spans as they may be drawn: clean, isolated, links that a browser may follow. What is empty falls away. */
export function tidy(spans: readonly Span[]): Span[] {
  return spans.map(tidySpan).filter((span) => span.type === 'date' || words(span) !== '');
}

function tidySpan(span: Span): Span {
  switch (span.type) {
    case 'text':
    case 'bold':
    case 'italic':
    case 'code': {
      const text = isolate(clean(span.text));
      // Style on white space alone draws nothing, and an empty `*  *` would show its stars.
      return text.trim() === '' ? { type: 'text', text } : { type: span.type, text };
    }
    case 'link':
      return tidyLink(isolate(oneLine(span.text)), span.url);
    case 'person':
      return { ...span, name: isolate(oneLine(span.name)) };
    case 'date':
      return dateSeconds(span) === null ? { type: 'text', text: clean(dateWords(span)) } : span;
    default: {
      const unknown: never = span;
      return unknown;
    }
  }
}

function tidyLink(label: string, raw: string): Span {
  const url = safeUrl(raw);
  // `javascript:` and the like never become a link; the person still sees both parts.
  if (url === null) return { type: 'text', text: isolate(label === '' ? oneLine(raw) : `${label} (${oneLine(raw)})`) };
  // A label that pretends to be another address would hide where the link goes.
  const shown = label === '' || /^\s*(https?:|www\.)/iu.test(label.replace(/[\u2068\u2069]/gu, '')) ? url : shorten(label, LONGEST_LINK);
  return { type: 'link', text: shown, url };
}

function safeUrl(raw: string): string | null {
  const url = readUrl(raw);
  if (url === null || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return null;
  // It would pass one host off as another, or show a password.
  if (url.username !== '' || url.password !== '') return null;
  const href = url.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return href.length <= LONGEST_LINK ? href : null;
}

/** What a span says without any style. */
export function words(span: Span): string {
  switch (span.type) {
    case 'text':
    case 'bold':
    case 'italic':
    case 'code':
      return span.text;
    case 'link':
      return span.text === span.url ? span.url : `${span.text} (${span.url})`;
    case 'person':
      return span.name;
    case 'date':
      return dateWords(span);
    default: {
      const unknown: never = span;
      return unknown;
    }
  }
}

/** What the spans say without any style: for plain text objects and notifications. */
export function plain(spans: readonly Span[]): string {
  return spans.map(words).join('');
}

export function isBlank(spans: readonly Span[]): boolean {
  return plain(spans).trim() === '';
}

/** Spans that say at most `max` units; what is cut ends in "…". */
export function shortenSpans(spans: readonly Span[], max: number): Span[] {
  if (plain(spans).length <= max) return [...spans];
  const kept: Span[] = [];
  let left = max - 1;
  for (const span of spans) {
    const size = words(span).length;
    if (size > left) {
      if ('text' in span && span.type !== 'link' && left > 1) return [...kept, { ...span, text: shorten(span.text, left) }];
      break;
    }
    kept.push(span);
    left -= size;
  }
  return [...kept, { type: 'text', text: '…' }];
}
