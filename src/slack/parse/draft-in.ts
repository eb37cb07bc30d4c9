import { z } from 'zod';

const schema = z.object({ draft: z.string() });

/** The draft's id in a view's private_metadata. A view of another version has none; chat then says that the form is too old. */
export function draftIn(metadata: string): string {
  try {
    return schema.parse(JSON.parse(metadata)).draft;
  } catch {
    return '';
  }
}
