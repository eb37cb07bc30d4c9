import { z } from 'zod';
import type { HandedMessage } from '../../chat/feature.ts';
import { readUrl } from '../../model/text/url.ts';
import { decodeText } from './decode.ts';
import { htmlText } from './html-text.ts';

/** https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/define-action-command */
const schema = z.object({
  commandId: z.string().max(200),
  messagePayload: z
    .looseObject({
      body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
      from: z.looseObject({ user: z.looseObject({ displayName: z.string().nullish() }).nullish() }).nullish(),
      linkToMessage: z.string().max(4_000).nullish(),
    })
    .nullish(),
});

export interface Handed {
  readonly name: string;
  readonly message: HandedMessage;
}

/** @returns null when it is no entry of a message's menu */
export function readHanded(value: unknown): Handed | null {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return null;
  const { commandId, messagePayload } = parsed.data;
  const { contentType, content } = messagePayload?.body ?? {};
  const text = content ?? '';
  return {
    name: commandId,
    message: {
      text: contentType === 'text' ? decodeText(text) : htmlText(text),
      link: permalink(messagePayload?.linkToMessage ?? ''),
      author: (messagePayload?.from?.user?.displayName ?? '').slice(0, 200),
    },
  };
}

const HOSTS: ReadonlySet<string> = new Set(['teams.microsoft.com', 'teams.cloud.microsoft']);

/** Kept and shown as a link, so it must lead to Teams. Empty for anything else. */
function permalink(link: string): string {
  const url = readUrl(link);
  return url?.protocol === 'https:' && HOSTS.has(url.hostname) && url.username === '' ? url.href : '';
}
