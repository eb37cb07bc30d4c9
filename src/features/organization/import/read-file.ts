import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal } from '../../../model/rights/refusal.ts';

const LARGEST_MB = 50;

/** A text file as it was read. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** Some bytes were no UTF-8 and stand as U+FFFD. */
  readonly damaged: boolean;
}

const refuse = (what: string, next: string): never => {
  throw new Refusal('invalid_input', what, next);
};

/**
 * Reads a text file of at most 50 MB.
 *
 * @throws Refusal invalid_input in one sentence: missing, unreadable, no file, empty, too large, no text
 */
export async function readTextFile(path: string): Promise<TextFile> {
  const name = basename(path);
  const about = await stat(path).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT'
      ? refuse(`There is no file ${path}.`, 'Look at the path.')
      : refuse(`${path} can't be read (${error.code}).`, 'Look at its rights.'),
  );
  if (!about.isFile()) refuse(`${path} is ${about.isDirectory() ? 'a folder' : 'no ordinary file'}.`, 'Name the CSV file itself.');
  if (about.size > LARGEST_MB * 1024 * 1024) refuse(`${name} is larger than ${LARGEST_MB} MB.`, 'Export fewer issues at a time.');
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) =>
    refuse(`${path} can't be read (${error.code}).`, 'Look at its rights.'),
  );
  if (bytes.length === 0) refuse(`${name} is empty.`, 'Export it again.');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    refuse(`${name} is written in UTF-16.`, 'Save it as “CSV UTF-8”.');
  }
  // A stray NUL further down is one broken row; in the first line it is no text at all (a spreadsheet, a picture).
  const firstLine = bytes.subarray(0, Math.max(0, bytes.indexOf(0x0a)) || bytes.length);
  if (firstLine.includes(0)) refuse(`${name} is no text file.`, 'If it is a spreadsheet, save it as “CSV UTF-8”.');
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return { name, text, damaged: text.includes('\ufffd') && !isUtf8(bytes) };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
