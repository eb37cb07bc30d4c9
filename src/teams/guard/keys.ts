import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';
import { readLimited } from '../../edge/read-limited.ts';
import type { Log } from '../base/options.ts';

/** A key that signs requests to bots, and the channels that Microsoft lets it speak for. */
export interface SigningKey {
  readonly key: CryptoKey;
  readonly endorsements: readonly string[];
}

/** The key of that id, or null. Never throws. */
export type FindKey = (keyId: string) => Promise<SigningKey | null>;

// Microsoft asks bots to fetch the keys once a day, and to honour new ones.
// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
export const OPENID_URL = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

const MINUTE = 60_000;
/** An unknown key id may be a new key. It may also be anybody's invention, so it makes us ask at most this often. */
const BETWEEN_LOADS = 5 * MINUTE;
const AFTER_FAILURE = MINUTE / 2;
/** From this age on newer keys are asked for, beside the request. */
const STALE = 12 * 60 * MINUTE;
/** So long keys are believed while nobody can be asked; then nobody is let in. */
const KEPT = 24 * 60 * MINUTE;
const TIMEOUT_MS = 10_000;

const metadataSchema = z.object({ jwks_uri: z.url() });
const keysSchema = z.object({
  keys: z.array(
    z.looseObject({
      kty: z.string(),
      kid: z.string(),
      n: z.string().optional(),
      e: z.string().optional(),
      endorsements: z.array(z.string()).default([]),
    }),
  ),
});

/**
 * Microsoft's signing keys, fetched when first needed and kept in memory. What is fetched is never decided by a token: one address, and
 * the address of keys that it names, which must be of the same origin. The SDK asks for a new key once an hour at most, so for an hour
 * after Microsoft changed its keys it would refuse everybody; and each failed load is tried again at once. `jose` reads and imports them;
 * its own remote set drops the endorsements, and forgets all keys when they cannot be fetched anew.
 */
export function createKeys(url: string, now: () => number, log: Log): FindKey {
  let known: { readonly keys: ReadonlyMap<string, SigningKey>; readonly at: number } | null = null;
  let notBefore = 0;
  let loading: Promise<void> | null = null;
  const load = async () => {
    try {
      const keys = await fetchKeys(url);
      known = { keys, at: now() };
      notBefore = now() + BETWEEN_LOADS;
    } catch (error) {
      notBefore = now() + AFTER_FAILURE;
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'The keys that sign requests from Teams could not be fetched');
    }
  };
  const loadIfDue = async () => {
    if (loading === null && now() >= notBefore) loading = load().finally(() => (loading = null));
    await loading;
  };
  return async (keyId) => {
    const age = known === null ? Number.POSITIVE_INFINITY : now() - known.at;
    const found = known?.keys.get(keyId);
    if (found && age < STALE) return found;
    if (found && age < KEPT) {
      void loadIfDue();
      return found;
    }
    await loadIfDue();
    return known !== null && now() - known.at < KEPT ? (known.keys.get(keyId) ?? null) : null;
  };
}

async function fetchKeys(url: string): Promise<ReadonlyMap<string, SigningKey>> {
  const { jwks_uri } = metadataSchema.parse(await fetchJson(url));
  if (new URL(jwks_uri).origin !== new URL(url).origin) throw new Error('The keys are said to be at another origin.');
  const { keys } = keysSchema.parse(await fetchJson(jwks_uri));
  const usable = await Promise.all(keys.map(usableKey));
  return new Map(usable.filter((one) => one !== null));
}

/** null for a key that is not RSA, or too short to be trusted. */
async function usableKey({
  kid,
  kty,
  n,
  e,
  endorsements,
}: z.infer<typeof keysSchema>['keys'][number]): Promise<[string, SigningKey] | null> {
  if (kty !== 'RSA' || n === undefined || e === undefined) return null;
  const key = await importJWK({ kty, n, e }, 'RS256');
  if (key instanceof Uint8Array || !('modulusLength' in key.algorithm) || Number(key.algorithm.modulusLength) < 2048) return null;
  return [kid, { key, endorsements }];
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const body = response.ok ? await readLimited(response) : null;
  if (body === null) throw new Error('No answer that can be read.');
  return JSON.parse(body);
}
