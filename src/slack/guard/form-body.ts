/** Slack sends about twenty fields. */
const MOST_FIELDS = 100;

/**
 * The fields of a form body. A field given twice is refused: other parsers make an array of it, which then reaches code that
 * expects text. So are bytes that are no UTF-8 after decoding, and NUL, which Postgres cannot store.
 *
 * @returns null when the body is not such a form
 */
export function parseFormBody(body: string): ReadonlyMap<string, string> | null {
  const pairs = body.split('&');
  if (pairs.length > MOST_FIELDS) return null;
  const fields = new Map<string, string>();
  try {
    for (const pair of pairs.filter((one) => one !== '')) {
      const equals = pair.indexOf('=');
      const name = decodePart(equals === -1 ? pair : pair.slice(0, equals));
      if (fields.has(name)) return null;
      fields.set(name, equals === -1 ? '' : decodePart(pair.slice(equals + 1)));
    }
  } catch {
    return null;
  }
  return fields;
}

/** @throws URIError for a bad escape or bytes that are no UTF-8 */
function decodePart(part: string): string {
  const text = decodeURIComponent(part.replaceAll('+', ' '));
  if (text.includes('\u0000')) throw new URIError('NUL');
  return text;
}
