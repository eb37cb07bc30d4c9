import { createHash } from 'node:crypto';

/** Tells one secret from another in the database without holding it: tokens are long and random, so nobody guesses back. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}
