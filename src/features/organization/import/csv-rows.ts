import { parse } from 'csv-parse/sync';

/** One row: its cells, or why it can't be read. `line` is where it begins, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly problem: string };

export interface CsvTable {
  /** Names of the columns, trimmed. */
  readonly header: readonly string[];
  readonly rows: Iterable<CsvRow>;
}

// A quoted cell may run over lines. One that never ends would swallow the rest of the file, so it may not run for ever.
const LONGEST_ROW = { lines: 100, characters: 65_536 };
// csv-parse costs some 60 µs per call and 10 µs per row, so rows are given to it by the hundred.
const BATCH = 100;

interface Segment {
  readonly line: number;
  readonly lines: number;
  readonly text: string;
  /** Every quotation mark has its partner. */
  readonly whole: boolean;
}

/**
 * Reads CSV so that a broken row loses nothing but itself: an opened and never closed quotation mark ends its own line.
 * Comma, semicolon or tab, whichever the header has most of; empty lines are passed over.
 */
export function readCsv(text: string): CsvTable {
  const lines = text.split(/\r\n|\n|\r/);
  const first = Math.max(
    0,
    lines.findIndex((line) => line.trim() !== ''),
  );
  const delimiter = delimiterOf(lines[first] ?? '');
  const header = (tryParse(lines[first] ?? '', delimiter, true)?.[0] ?? []).map((name) => name.trim());
  return { header, rows: readRows(lines, first + 1, delimiter, header.length) };
}

function delimiterOf(header: string): string {
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function* readRows(lines: readonly string[], start: number, delimiter: string, width: number): Generator<CsvRow> {
  let at = start;
  while (at < lines.length) {
    const batch = segmentsFrom(lines, at);
    if (batch.length === 0) return;
    const records = batch.every((one) => one.whole) ? tryParse(batch.map((one) => one.text).join('\n'), delimiter, false) : null;
    if (records?.length === batch.length && records.every((cells) => cells.length === width)) {
      for (const [index, segment] of batch.entries()) yield* row(segment.line, records[index] ?? []);
      at = endOf(batch.at(-1), at);
      continue;
    }
    for (const segment of batch) {
      const cells = segment.whole ? (tryParse(segment.text, delimiter, false)?.[0] ?? null) : null;
      at = endOf(segment, at);
      if (cells?.length === width) yield* row(segment.line, cells);
      else if (segment.lines === 1 && cells)
        yield { line: segment.line, problem: `it has ${cells.length} columns where the header has ${width}` };
      else {
        // Only its first line is lost: what follows is read anew, as rows of their own.
        yield lenient(segment.line, lines[segment.line - 1] ?? '', delimiter, width);
        at = segment.line;
        break;
      }
    }
  }
}

function* row(line: number, cells: readonly string[]): Generator<CsvRow> {
  if (cells.some((cell) => cell !== '')) yield { line, cells };
}

function endOf(segment: Segment | undefined, otherwise: number): number {
  return segment ? segment.line - 1 + segment.lines : otherwise;
}

/** The next rows by their quotation marks alone. */
function segmentsFrom(lines: readonly string[], start: number): Segment[] {
  const segments: Segment[] = [];
  for (let at = start; at < lines.length && segments.length < BATCH; ) {
    const segment = segmentAt(lines, at);
    if (segment.text.trim() !== '') segments.push(segment);
    at += segment.lines;
  }
  return segments;
}

function segmentAt(lines: readonly string[], at: number): Segment {
  let text = lines[at] ?? '';
  let open = hasOddQuotes(text);
  let count = 1;
  while (open && count < LONGEST_ROW.lines && text.length < LONGEST_ROW.characters && at + count < lines.length) {
    const next = lines[at + count] ?? '';
    text += `\n${next}`;
    open = open !== hasOddQuotes(next);
    count += 1;
  }
  return open ? { line: at + 1, lines: 1, text: lines[at] ?? '', whole: false } : { line: at + 1, lines: count, text, whole: true };
}

function hasOddQuotes(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

/** A line on its own, with quotation marks inside cells taken as they are. */
function lenient(line: number, text: string, delimiter: string, width: number): CsvRow {
  const cells = tryParse(text, delimiter, true)?.[0];
  if (cells?.length === width) return { line, cells };
  return { line, problem: 'a quotation mark stands where none can be, or is never closed' };
}

function tryParse(text: string, delimiter: string, relaxed: boolean): string[][] | null {
  try {
    return parse(text, { delimiter, relax_quotes: relaxed, relax_column_count: true, skip_empty_lines: true }) as string[][];
  } catch {
    return null;
  }
}
