/**
 * A whole number as people type it: digits only, after NFKC (full-width digits count). `1e2`, `0x10`, `3.5`, `3,5`,
 * `NaN` and Arabic digits are no such number: Number('0x10') is 16 and Postgres holds 'NaN' > 5 for true.
 *
 * @returns null when the text is no whole number that fits
 */
export function parseWholeNumber(text: string): number | null {
  const plain = text.trim().normalize('NFKC');
  // A superscript or Roman numeral becomes digits or letters under NFKC; only what already looked like digits may pass.
  if (!/^\+?[0-9\uff10-\uff19]{1,9}$/u.test(text.trim()) || !/^\+?[0-9]{1,9}$/.test(plain)) return null;
  return Number(plain);
}
