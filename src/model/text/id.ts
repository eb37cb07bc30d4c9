import { z } from 'zod';

/** Could it be an id of ours? What a form or a button hands back may be anything, and the database breaks on what is no UUID. */
export function isId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}
