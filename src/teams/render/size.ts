/** Bytes that a drawn value takes in the card, with the comma after it. */
export function size(drawn: unknown): number {
  return Buffer.byteLength(JSON.stringify(drawn)) + 1;
}
