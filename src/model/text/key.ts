/** What people see and type to name a thing: `PAY-12`. Prefix in capitals, number from 1. */
export interface Key {
  readonly prefix: string;
  readonly number: number;
}

// Phones and editors turn the hyphen into any of these dashes.
const KEY = /^([A-Z]{1,6})[-\u2010-\u2015\u2212]?([0-9]{1,9})$/u;

/**
 * Reads a key as people type it: any case, hyphen or dash or none, full-width letters and digits (NFKC).
 *
 * @returns null when the word is no key; a number too large to exist is no key either
 */
export function parseKey(word: string): Key | null {
  const match = KEY.exec(word.trim().normalize('NFKC').toUpperCase());
  if (!match?.[1] || !match[2]) return null;
  const number = Number(match[2]);
  return number === 0 || number > 2_147_483_647 ? null : { prefix: match[1], number };
}

/** The key as it is stored and shown: `PAY-12`. */
export function formatKey(key: Key): string {
  return `${key.prefix}-${key.number}`;
}

/** Stream keys are 2–6 letters, not E (epics) or I (ideas), which are too short anyway. */
export function parseStreamKey(word: string): string | null {
  const key = word.trim().normalize('NFKC').toUpperCase();
  return /^[A-Z]{2,6}$/.test(key) ? key : null;
}
