import { errors, jwtVerify } from 'jose';
import { readBearer } from './bearer.ts';
import type { FindKey, SigningKey } from './keys.ts';

export interface TokenOptions {
  readonly appId: string;
  readonly findKey: FindKey;
  /** Real time, in ms. */
  readonly now: () => number;
}

/** What a token says that was signed by Microsoft for this bot, now. */
export interface VerifiedToken {
  /** The only address to which the answers to this request may go. */
  readonly serviceUrl: string;
  readonly endorsements: SigningKey['endorsements'];
}

// The public cloud's. The government clouds and the emulator have others, and are refused.
const ISSUER = 'https://api.botframework.com';
/** Clocks may differ by this much, by the protocol. */
const TOLERANCE_SECONDS = 300;

/**
 * Verifies who sent a request, by its header alone: what is cheap first, so that nothing is fetched for a token that names another bot,
 * then signature and times by `jose`.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#step-4-verify-the-jwt-token
 *
 * @returns the token, or the reason for the log
 */
export async function verifyToken(
  headers: readonly string[] | undefined,
  { appId, findKey, now }: TokenOptions,
): Promise<VerifiedToken | { readonly reason: string }> {
  const bearer = readBearer(headers);
  if (!bearer) return { reason: 'no token' };
  const { iss, aud, exp, nbf, serviceurl } = bearer.claims;
  if (iss !== ISSUER) return { reason: 'issuer' };
  // An empty id would fit a token without an audience; there is none outside of tests.
  if (appId === '' || typeof aud !== 'string' || aud.toLowerCase() !== appId) return { reason: 'audience' };
  // Times are judged once more with the signature; here they save asking for keys.
  const seconds = now() / 1000;
  if (typeof exp !== 'number' || seconds > exp + TOLERANCE_SECONDS) return { reason: 'expired' };
  if (nbf !== undefined && (typeof nbf !== 'number' || seconds < nbf - TOLERANCE_SECONDS)) return { reason: 'not yet valid' };
  if (typeof serviceurl !== 'string' || serviceurl === '') return { reason: 'no service address' };
  const found = await findKey(bearer.keyId);
  if (!found) return { reason: 'unknown key' };
  try {
    await jwtVerify(bearer.token, found.key, {
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now()),
    });
  } catch (error) {
    // The library's own code is a short name, safe for the log.
    if (error instanceof errors.JOSEError) return { reason: error.code };
    throw error;
  }
  return { serviceUrl: serviceurl, endorsements: found.endorsements };
}
