/** `2026-06-02T09:30` on the clock of a zone, as unix seconds. */
export function toUnix(local: string, zone: string): number {
  const guess = Date.parse(`${local}Z`);
  // The zone's offset at the guess, then once more at the corrected moment: enough around a change of the clocks.
  const first = guess - offset(guess, zone);
  return Math.round((guess - offset(first, zone)) / 1000);
}

export function fromUnix(unix: number, zone: string): string {
  const at = unix * 1000;
  return new Date(at + offset(at, zone)).toISOString().slice(0, 16);
}

function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(at));
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
