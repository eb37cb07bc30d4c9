import { largest } from './largest.ts';
import { size } from './size.ts';

/**
 * Draws with as many characters of text as the bytes hold. The text is cut visibly by whoever draws it.
 *
 * @param length characters of the whole text
 * @param draw draws with at most so many characters; one character is drawn even when it does not fit
 */
export function fitText<Drawn>(length: number, bytes: number, draw: (chars: number) => Drawn): Drawn {
  const whole = draw(Number.POSITIVE_INFINITY);
  return size(whole) <= bytes ? whole : draw(largest(length, (chars) => size(draw(chars)) <= bytes));
}
