import { z } from 'zod';
import type { Sender, ShortcutRequest } from '../../chat/request.ts';
import { decode } from './decode.ts';
import { permalink } from './permalink.ts';
import { writeReturnTo } from './return-to.ts';
import { channelSchema, senderOf, teamSchema, userSchema } from './sender.ts';

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
const schema = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  team: teamSchema,
  user: userSchema,
  channel: channelSchema,
  trigger_id: z.string().min(1),
  response_url: z.string().default(''),
  message: z.object({
    ts: z.string(),
    thread_ts: z.string().optional(),
    user: z.string().optional(),
    username: z.string().optional(),
    text: z.string().nullish(),
  }),
});

export interface ParsedShortcut {
  readonly request: ShortcutRequest;
  readonly triggerId: string;
  readonly responseUrl: string;
}

/**
 * @param namesOf names of the people whom the message mentions, and of its author, as far as they are known; Slack sends only ids
 * @throws ZodError when the payload is not a message's menu entry
 */
export async function parseShortcut(
  body: unknown,
  namesOf: (sender: Sender, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ParsedShortcut> {
  const { team, user, channel, message, ...payload } = schema.parse(body);
  const sender = senderOf(team.id, user, channel);
  const text = message.text ?? '';
  const names = await namesOf(
    sender,
    [...new Set([message.user ?? '', ...mentioned(text)])].filter((id) => id !== ''),
  );
  return {
    triggerId: payload.trigger_id,
    responseUrl: payload.response_url,
    request: {
      type: 'shortcut',
      sender,
      deliveryId: payload.trigger_id,
      returnTo: writeReturnTo({ url: payload.response_url, from: 'command' }),
      name: payload.callback_id,
      message: {
        text: decode(text, names),
        link: permalink(team.domain, channel.id, message.ts, message.thread_ts),
        author: names.get(message.user ?? '') ?? message.username ?? '',
      },
    },
  };
}

function mentioned(text: string): string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)>/gu)].map((found) => found[1] ?? '');
}
