import type { Sample } from './corpus.ts';

/** What decides whether a field of text takes something. */
export interface Rule {
  /** Letters as people count them. */
  readonly limit: number;
  readonly several?: boolean;
  readonly optional?: boolean;
  /** A rule of the contract's own for what is there. */
  readonly judges?: (value: string) => boolean;
  /** A rule of the handler's own. */
  readonly takes?: (value: string) => boolean;
}

const SEGMENTER = new Intl.Segmenter('en');

/** What a field does with a text: the value stored (null for none), or undefined when it is refused. */
export function expected(sample: Sample, field: Rule): string | null | undefined {
  const value = field.several ? (sample.lines ?? sample.line) : sample.line;
  if (sample.broken || (sample.letters ?? [...SEGMENTER.segment(value ?? '')].length) > field.limit) return undefined;
  if (value === null) return field.optional ? null : undefined;
  if (field.judges && !field.judges(value)) return undefined;
  return field.takes && !field.takes(value) ? undefined : value;
}
