import { z } from 'zod';

/**
 * What a button asks for: a name and the shape of its data. It stands apart from its handler so that a view can draw
 * the button without knowing who answers it.
 */
export interface ActionContract<Data extends Readonly<Record<string, unknown>>, Opens extends 'form' | undefined = 'form' | undefined> {
  readonly name: string;
  readonly data: z.ZodType<Data>;
  /** Its answer is a form. Where forms are windows, the client must know before it asks; `onAction` holds the handler to it. */
  readonly opens: Opens;
}

/**
 * Declares an action. The name is `feature.verb` and stays stable: buttons of old messages carry it.
 *
 * @param shape the fields of its data; everything that comes back is parsed with it, nothing is trusted
 * @param opens `form` when the handler may answer with one
 */
export function action<Shape extends Readonly<Record<string, z.ZodType>>, Opens extends 'form' | undefined = undefined>(
  name: string,
  shape: Shape,
  opens?: Opens,
): ActionContract<z.infer<z.ZodObject<Shape>>, Opens> {
  return { name, data: z.object(shape) as unknown as z.ZodType<z.infer<z.ZodObject<Shape>>>, opens: opens as Opens };
}

/** Words that a button carries. What cannot be stored (NUL, half a character) was never written by us. */
export const wordsOf = (limit: number) =>
  z
    .string()
    .max(limit)
    .refine((text) => !text.includes('\u0000') && text.isWellFormed());

/** Does what a person would get by typing the words after `/flow`: the button behind "Board" or "Did you mean". */
export const runCommand = action('chat.command', { text: wordsOf(500) });

/** Shows the bot's own page anew. */
export const showHome = action('chat.home', {});
