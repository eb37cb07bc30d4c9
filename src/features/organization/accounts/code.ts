import { createHash, randomInt } from 'node:crypto';

/** What a code opens: the organization for a workspace, or a person's own name for another account of theirs. */
export type CodeKind = 'workspace' | 'person';

/** A code opens something for this long, once. */
export const CODE_MINUTES = 15;

// No vowels, so that no word comes out by chance; no L, and no digit that looks like a letter.
const LETTERS = 'BCDFGHJKMNPQRSTVWXZ';
const DIGITS = '23456789';
const PARTS = [LETTERS, DIGITS, LETTERS];
const SHAPE = new RegExp(`^[${LETTERS}]{4}[${DIGITS}]{4}[${LETTERS}]{4}$`);

/** A code that can be read out: `KXRP-7429-MRSH`. One of 7 × 10¹³ (46 bits). */
export function newCode(): string {
  return PARTS.map((signs) => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')).join('-');
}

/** A code as somebody typed it, in any case, with any dashes; undefined when no code looks like this. */
export function readCode(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]+/gu, '');
  return SHAPE.test(code) ? code : undefined;
}

/** What is kept of a code. A code of one kind is none of the other. */
export function hashOf(kind: CodeKind, code: string): string {
  return createHash('sha256')
    .update(`${kind}:${code.replaceAll('-', '')}`)
    .digest('hex');
}
