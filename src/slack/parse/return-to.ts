import { z } from 'zod';

const schema = z.object({ url: z.string(), from: z.enum(['command', 'button', 'home']) });

/**
 * Where a later answer goes: Slack's response_url (30 minutes, five uses), and whether there is a message to replace. The Home tab has
 * no such address; it is published anew.
 */
export type ReturnTo = z.infer<typeof schema>;

/** As it is kept with a form's draft. */
export function writeReturnTo(to: ReturnTo): string {
  return JSON.stringify(to);
}

/** @returns null for anything that is none; the form's result is then shown in the form */
export function readReturnTo(text: string | undefined): ReturnTo | null {
  try {
    return schema.parse(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}
