import { LIMITS } from '../base/limits.ts';

const PRESSED = /"data":\{"(?:act|submit|cancel)":"/gu;

/** Bytes that a drawn value takes in the card, with the comma after it and with what its buttons are given on the way (seal.ts). */
export function size(drawn: unknown): number {
  const json = JSON.stringify(drawn);
  const pressed = json.match(PRESSED)?.length ?? 0;
  return Buffer.byteLength(json) + 1 + pressed * LIMITS.button.place;
}
