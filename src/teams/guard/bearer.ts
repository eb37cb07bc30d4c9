import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';

/** A token as it is written: nothing of it is believed yet. */
export interface Bearer {
  readonly keyId: string;
  readonly claims: Readonly<JWTPayload>;
  readonly token: string;
}

/** Microsoft's tokens are about 1.5 KB. */
const LONGEST = 8_192;
const SHAPE = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/;
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
  const [, token] = SHAPE.exec(header) ?? [];
  if (token === undefined) return null;
  try {
    const { alg, kid, ...others } = decodeProtectedHeader(token);
    if (alg !== 'RS256' || typeof kid !== 'string' || Object.keys(others).some((name) => !HEADER_NAMES.has(name))) return null;
    return { keyId: kid, claims: decodeJwt(token), token };
  } catch {
    // Not a token at all: what it is instead is of no interest.
    return null;
  }
}
