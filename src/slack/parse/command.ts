import { z } from 'zod';
import type { CommandRequest } from '../../chat/request.ts';
import { decode } from './decode.ts';
import { writeReturnTo } from './return-to.ts';
import { senderOf } from './sender.ts';

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
const schema = z.object({
  team_id: z.string().min(1),
  user_id: z.string().min(1),
  user_name: z.string().default(''),
  channel_id: z.string().min(1),
  channel_name: z.string().default(''),
  text: z.string().default(''),
  trigger_id: z.string().min(1),
  response_url: z.string().default(''),
});

export interface ParsedCommand {
  readonly request: CommandRequest;
  readonly triggerId: string;
  readonly responseUrl: string;
}

/** @throws ZodError when the payload is not a slash command */
export function parseCommand(body: unknown): ParsedCommand {
  const form = schema.parse(body);
  const user = { id: form.user_id, name: form.user_name };
  return {
    triggerId: form.trigger_id,
    responseUrl: form.response_url,
    request: {
      type: 'command',
      sender: senderOf(form.team_id, user, { id: form.channel_id, name: form.channel_name }),
      deliveryId: form.trigger_id,
      returnTo: writeReturnTo({ url: form.response_url, from: 'command' }),
      text: decode(form.text),
    },
  };
}
