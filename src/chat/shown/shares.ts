/**
 * Shares out what there is among several needs, fairly: who needs little gets all of it, the rest is split evenly among those
 * who need more. The shares never add up to more than there is.
 */
export function shares(needs: readonly number[], total: number): number[] {
  const result = needs.map(() => 0);
  const order = needs.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need);
  let left = total;
  for (const [position, { need, index }] of order.entries()) {
    const share = Math.min(need, Math.floor(left / (order.length - position)));
    result[index] = share;
    left -= share;
  }
  return result;
}
