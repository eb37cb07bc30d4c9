/**
 * Text as data. A paragraph is made of spans; what a person typed is only ever the `text` of a span, never markup.
 * The platform's renderer escapes, once, when it draws.
 */
export type Span =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bold'; readonly text: string }
  | { readonly type: 'italic'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string }
  /** Shown by name; nobody is pinged. */
  | { readonly type: 'person'; readonly memberId: string; readonly name: string }
  /** An instant (ISO 8601), drawn in the reader's own zone where the platform can. */
  | { readonly type: 'date'; readonly at: string; readonly style: 'day' | 'time' };

/** A span, or a plain string for one of type text. */
export type Inline = string | Span;

export function bold(text: string): Span {
  return { type: 'bold', text };
}

/** Something to type, such as `/flow next`. */
export function code(text: string): Span {
  return { type: 'code', text };
}

export function link(text: string, url: string): Span {
  return { type: 'link', text, url };
}

export function date(at: Date, style: 'day' | 'time' = 'day'): Span {
  return { type: 'date', at: at.toISOString(), style };
}

/** Strings and spans to spans; empty strings fall away. */
export function spans(parts: readonly Inline[]): Span[] {
  return parts
    .map((part): Span => (typeof part === 'string' ? { type: 'text', text: part } : part))
    .filter((span) => span.type !== 'text' || span.text !== '');
}
