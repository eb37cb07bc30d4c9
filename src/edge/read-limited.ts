/** No answer that we want is longer. */
export const ANSWER_LIMIT = 1024 * 1024;

/**
 * The body of a response as text.
 *
 * @returns null when it is longer than the limit; the rest is then not read
 * @throws whatever the transport throws; the caller's signal ends a slow body
 */
export async function readLimited(response: Response, limit = ANSWER_LIMIT): Promise<string | null> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    // Leaving the loop cancels the body.
    if (size > limit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
