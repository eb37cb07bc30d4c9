import { asCalled } from './called.ts';

/**
 * Text that the client shows letter by letter, but for the name we are called by. Dates are the one thing that it fills in everywhere (date.ts), so what a person typed
 * that looks like one is broken with a word joiner, which draws nothing.
 */
export function literal(text: string): string {
  return asCalled(text).replace(/\{(?=\{\s*(?:DATE|TIME)\b)/giu, '{\u2060');
}
