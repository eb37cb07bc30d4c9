import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const APP_ID = '11111111-2222-3333-4444-555555555555';
export const TENANT_ID = '99999999-8888-7777-6666-555555555555';

export interface SignerKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
const pairs = new Map<string, Promise<Pair>>();

/** A key of that name; one name and one set of tests share the pair, as making one takes a while. */
export async function makeKey(kid: string, endorsements: readonly string[] | null = ['msteams'], pair = kid): Promise<SignerKey> {
  const made = pairs.get(pair) ?? generateKeyPair('RS256', { extractable: true });
  pairs.set(pair, made);
  const { privateKey, publicKey } = await made;
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', ...(endorsements === null ? {} : { endorsements: [...endorsements] }) };
  return { kid, privateKey, publicKey, jwk: jwk as JWK };
}

export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Seconds from now. */
  readonly expires?: number;
  readonly notBefore?: number;
}

/** A token as Microsoft's connector sends it, with what a test changes. A claim of undefined is left out. */
export function signToken(key: SignerKey, serviceUrl: string, now: number, changes: TokenChanges = {}): Promise<string> {
  const seconds = Math.floor(now / 1000);
  const claims = {
    iss: 'https://api.botframework.com',
    aud: APP_ID,
    serviceurl: serviceUrl,
    nbf: seconds + (changes.notBefore ?? -60),
    exp: seconds + (changes.expires ?? 3_600),
    ...changes.claims,
  };
  const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return new SignJWT(kept).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...changes.header }).sign(key.privateKey);
}
