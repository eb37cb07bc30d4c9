import { z } from 'zod';
import type { LookupRequest } from '../../chat/request.ts';
import { senderOf, teamSchema, userSchema } from './sender.ts';

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
const schema = z.object({
  type: z.literal('block_suggestion'),
  team: teamSchema,
  user: userSchema,
  block_id: z.string(),
  value: z.string().default(''),
  view: z.object({ callback_id: z.string() }),
});

/** @throws ZodError when the payload is not a menu of a form being typed into */
export function parseSuggestion(body: unknown): LookupRequest {
  const { team, user, block_id, value, view } = schema.parse(body);
  return { type: 'lookup', sender: senderOf(team.id, user, undefined), form: view.callback_id, field: block_id, query: value };
}
