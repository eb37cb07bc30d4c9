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

/**
 * A number as people type it, whole or with a decimal point: `38`, `2.5`, `-3`. A comma may mean thousands or decimals, depending on
 * who reads it, so it means nothing here; nor does a point before three digits. `1e2`, `0x10` and digits of other scripts are no numbers.
 *
 * @returns null when the text is no such number, or has more than 12 digits before the point or 2 behind it
 */
export function parseDecimal(text: string): number | null {
  const typed = text.trim();
  if (!/^[+\-\u2212]?[0-9\uff10-\uff19]{1,12}(\.[0-9\uff10-\uff19]{1,2})?$/u.test(typed)) return null;
  const value = Number(typed.normalize('NFKC').replace('\u2212', '-'));
  // There is one zero.
  return value === 0 ? 0 : value;
}
