import { z } from 'zod';

/** The message from which a form was opened as a dialog, kept with its draft until it is sent. */
const schema = z.object({ serviceUrl: z.string(), conversationId: z.string(), activityId: z.string().optional() });

export type ReturnTo = z.infer<typeof schema>;

export function writeReturnTo(to: ReturnTo): string {
  return JSON.stringify(to);
}

/** null: nowhere; the result is then shown in the dialog. */
export function readReturnTo(text: string | undefined): ReturnTo | null {
  try {
    return schema.parse(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}
