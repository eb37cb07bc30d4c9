/** The largest number from 1 to `most` that fits, where what fits also fits when smaller; 1 when none does. */
export function largest(most: number, fits: (number: number) => boolean): number {
  if (fits(most)) return most;
  let [good, bad] = [1, Math.max(2, most)];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
