import { z } from 'zod';

/** What a button of ours carries (render/adaptive-card.ts). It went through a client, so it may be anything by now. */
const schema = z.union([
  z.object({
    act: z.string().min(1).max(200),
    data: z.unknown().optional(),
    nonce: z.string().min(1).max(200).optional(),
    at: z.string().max(4_000).optional(),
  }),
  z.object({ submit: z.string().max(200), draft: z.string().max(200), asks: z.array(z.string().max(100)).max(100).default([]) }),
  z.object({ cancel: z.string().max(200), draft: z.string().max(200) }),
]);

export type Carried = z.infer<typeof schema>;

/** A pressed button: what it carries, and what was typed into the inputs of its card. */
export interface Pressed {
  readonly carried: Carried;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** @returns null when it is no button of ours */
export function readPressed(data: unknown): Pressed | null {
  const parsed = schema.safeParse(data);
  // Teams puts the inputs beside what the button carries.
  return parsed.success ? { carried: parsed.data, inputs: data as Readonly<Record<string, unknown>> } : null;
}
