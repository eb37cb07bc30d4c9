/** Deliveries that are remembered; the oldest are forgotten. */
const KEPT = 2_000;

/**
 * Was this delivery not seen before, by this process? A connector that waits too long for its 200 delivers again, and the answer to a
 * message is a message: it would stand there twice. Only that is prevented here; that nothing is done twice is the inbox's.
 */
export function createOnce(): (key: string, id: string | null | undefined) => boolean {
  const seen = new Set<string>();
  return (key, id) => {
    if (!id) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    const [oldest] = seen;
    if (seen.size > KEPT && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
