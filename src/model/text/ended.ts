/** The text with a full stop, where its author ended it with nothing. */
export function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
