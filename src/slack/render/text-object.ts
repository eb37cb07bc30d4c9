import type { types } from '@slack/bolt';
import { dateSeconds, dateWords } from '../../chat/shown/date.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { plain, words } from '../../chat/shown/spans.ts';
import type { Span } from '../../chat/span.ts';
import { dateFormat } from './date.ts';
import { escapeText } from './text.ts';

/** Plain text of our own or a person's: Slack draws it letter by letter. `emoji: false` keeps `:rocket:` as typed. */
export function plainText(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: shorten(isolate(oneLine(text)), max) || '…', emoji: false };
}

/**
 * Tidy spans where Slack takes no rich text: beside a button, in small print. The ladder:
 * 1. `mrkdwn`, which draws bold, links and dates in the reader's zone, but only when no character of the text could mean
 *    formatting. Slack has no escape for `* _ ~ \`` and `:code:`, and invisible characters between them work as word borders,
 *    so neutralising them is not safe; not using mrkdwn is.
 * 2. `plain_text`, which shows everything as typed and loses only the emphasis.
 *
 * @param max UTF-16 units of the drawn (escaped) text; longer text is plain and ends in "…"
 */
export function textObject(spans: readonly Span[], max: number): types.MrkdwnElement | types.PlainTextElement {
  const markup = mrkdwn(spans);
  if (markup !== null && markup.length <= max) return { type: 'mrkdwn', text: markup, verbatim: true };
  return { type: 'plain_text', text: shorten(plain(spans).trim(), max) || '…', emoji: false };
}

const FORMATTING = /[*_~`]|:[^\s:]+:|^\s*(?:>|&gt;)/mu;

function mrkdwn(spans: readonly Span[]): string | null {
  if (spans.every((span) => span.type === 'text' || span.type === 'person')) return null;
  // Addresses stand inside `<…>`, where nothing is formatted; labels do not.
  if (FORMATTING.test(spans.map((span) => (span.type === 'link' ? span.text : words(span))).join(''))) return null;
  const parts: string[] = [];
  for (const [index, span] of spans.entries()) {
    const before = spans[index - 1];
    const after = spans[index + 1];
    const apart = endsApart(before ? plain([before]) : '') && startsApart(after ? plain([after]) : '');
    const drawn = markup(span, apart);
    if (drawn === null) return null;
    parts.push(drawn);
  }
  return parts.join('');
}

// `*PAY-12*` is bold only between white space or punctuation; glued to a letter the stars would show.
function endsApart(text: string): boolean {
  return /(?:^|[\s(])$/u.test(text);
}

function startsApart(text: string): boolean {
  return /^(?:$|[\s.,;:!?)])/u.test(text);
}

function markup(span: Span, apart: boolean): string | null {
  switch (span.type) {
    case 'text':
      return escapeText(span.text);
    case 'person':
      return escapeText(span.name);
    case 'bold':
      return emphasis('*', span.text, apart);
    case 'italic':
      return emphasis('_', span.text, apart);
    case 'code':
      return emphasis('`', span.text, apart);
    case 'link':
      return /[|\n]/u.test(span.text) ? null : `<${escapeText(span.url)}|${escapeText(span.text)}>`;
    case 'date': {
      const seconds = dateSeconds(span);
      return seconds === null ? null : `<!date^${seconds}^${dateFormat(span.style)}|${escapeText(dateWords(span))}>`;
    }
    default: {
      const unknown: never = span;
      return unknown;
    }
  }
}

function emphasis(mark: string, text: string, apart: boolean): string | null {
  return apart && text === text.trim() && !text.includes('\n') ? `${mark}${escapeText(text)}${mark}` : null;
}
