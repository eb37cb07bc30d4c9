import { z } from 'zod';
import type { HomeRequest } from '../../chat/request.ts';
import { senderOf } from './sender.ts';

/** https://docs.slack.dev/reference/events/app_home_opened */
const schema = z.object({
  team_id: z.string().min(1),
  event: z.object({ type: z.literal('app_home_opened'), user: z.string().min(1), tab: z.string().default('home') }),
});

/**
 * @returns null for the app's other tab, its messages
 * @throws ZodError when the payload is not an opened Home tab
 */
export function parseHome(body: unknown): HomeRequest | null {
  const { team_id, event } = schema.parse(body);
  if (event.tab !== 'home') return null;
  // The event names nobody: a person who was never seen before is stored under this id until a command brings the name.
  return { type: 'home', sender: senderOf(team_id, { id: event.user }, undefined) };
}
