/** A token as it is written: nothing of it is believed yet. */
export interface Bearer {
  readonly keyId: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the signature is over. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** Microsoft's tokens are about 1.5 KB. */
const LONGEST = 8_192;
const SHAPE = /^Bearer ([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;
/** What a header may name besides: the thumbprints of the key that `kid` names. Whatever brings or points to a key is refused. */
const HEADER_NAMES: ReadonlySet<string> = new Set(['alg', 'typ', 'kid', 'x5t', 'x5t#S256']);

/**
 * Reads an Authorization header.
 *
 * @param headers every header of that name; two are refused, because the next reader may take the other one
 * @returns null for anything but one RS256 token that names its key
 */
export function readBearer(headers: readonly string[] | undefined): Bearer | null {
  const [header] = headers ?? [];
  if (header === undefined || headers?.length !== 1 || header.length > LONGEST) return null;
  const [, head, body, signature] = SHAPE.exec(header) ?? [];
  if (head === undefined || body === undefined || signature === undefined) return null;
  const [jose, claims] = [parsePart(head), parsePart(body)];
  if (!jose || !claims || jose.alg !== 'RS256' || typeof jose.kid !== 'string') return null;
  if (Object.keys(jose).some((name) => !HEADER_NAMES.has(name))) return null;
  return { keyId: jose.kid, claims, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
}

function parsePart(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
