import type { Block } from '../../src/chat/block.ts';
import type { Outcome } from '../../src/chat/outcome.ts';
import type { Span } from '../../src/chat/span.ts';
import type { Asked, Operation } from '../support/history/operation.ts';
import type { Answer } from './replica.ts';

/** What a person reads, flat: paragraphs, lists and buttons on lines of their own; instants as `{time}`. */
export function wordsOf(outcome: Outcome): string {
  if (outcome.type === 'form') return outcome.view.title;
  if (outcome.type === 'errors') return Object.values(outcome.errors).join('\n');
  return 'blocks' in outcome ? outcome.blocks.map(blockWords).join('\n') : outcome.type;
}

function blockWords(block: Block): string {
  switch (block.type) {
    case 'heading':
      return block.text;
    case 'paragraph':
    case 'note':
      return block.spans.map(spanWords).join('');
    case 'facts':
      return block.facts.map((fact) => `${fact.label}: ${fact.spans.map(spanWords).join('')}`).join('\n');
    case 'list':
      return block.entries.map((entry) => `- ${entry.spans.map(spanWords).join('')}`).join('\n');
    case 'table':
      return block.rows.map((row) => row.join(' | ')).join('\n');
    case 'chart':
      return block.title;
    case 'buttons':
      return block.buttons.map((button) => `[${button.label}]`).join(' ');
    case 'divider':
      return '';
    default: {
      const unknown: never = block;
      return unknown;
    }
  }
}

function spanWords(span: Span): string {
  if (span.type === 'date') return '{time}';
  return span.type === 'person' ? span.name : span.text;
}

/** An answer in words as an operation of a history. Words that none of these are count as a mistake of ours: it throws. */
export function readAnswer(proc: number, stream: string, asked: Asked, { outcome, invoke, complete }: Answer): Operation {
  const words = wordsOf(outcome);
  const base = { proc, stream, asked, invoke, complete };
  const taken = / has ([A-Z]+-\d+) · /.exec(words)?.[1];
  if (asked.f === 'pull' && taken !== undefined) return { ...base, type: 'ok', item: taken };
  if (asked.f === 'finish' && / is (released|accepted)\b/.test(words)) return { ...base, type: 'ok' };
  if (asked.f === 'return' && / is back on top of /.test(words)) return { ...base, type: 'ok' };
  if (/ is full: \d+ of \d+ in progress/.test(words)) return { ...base, type: 'fail', refused: 'full' };
  if (/Nothing is ready for /.test(words)) return { ...base, type: 'fail', refused: 'empty' };
  if (/ was pulled by | is done already| is done\.| was never started| is ready to be pulled/.test(words))
    return { ...base, type: 'fail', refused: 'taken' };
  if (/Try again in a moment/.test(words)) return { ...base, type: 'fail', refused: 'busy' };
  throw new Error(`Not an answer to ${JSON.stringify(asked)}: ${words}`);
}
