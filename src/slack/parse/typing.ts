import { z } from 'zod';
import type { WatchRequest } from '../../chat/request.ts';
import { draftIn } from './draft-in.ts';
import { senderOf, teamSchema, userSchema } from './sender.ts';

/** A text input of a modal with `dispatch_action`. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const schema = z.object({
  type: z.literal('block_actions'),
  team: teamSchema,
  user: userSchema,
  view: z.object({
    id: z.string().min(1),
    type: z.literal('modal'),
    private_metadata: z.string().default(''),
    hash: z.string().min(1),
    blocks: z.array(z.unknown()),
  }),
  actions: z.tuple([z.object({ type: z.literal('plain_text_input'), block_id: z.string(), value: z.string().nullish() })]),
});

export interface ParsedTyping {
  readonly request: WatchRequest;
  readonly viewId: string;
  /** What the view was when the letter was typed. */
  readonly hash: string;
  /** How many blocks it had then. */
  readonly blocks: number;
}

/** @returns null when it is no letter typed into a form, but a button, say */
export function parseTyping(body: unknown): ParsedTyping | null {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return null;
  const { team, user, view, actions } = parsed.data;
  const [typed] = actions;
  return {
    viewId: view.id,
    hash: view.hash,
    blocks: view.blocks.length,
    request: {
      type: 'watch',
      sender: senderOf(team.id, user, undefined),
      draftId: draftIn(view.private_metadata),
      field: typed.block_id,
      text: typed.value ?? '',
    },
  };
}
