import { z } from 'zod';

// Postgres cannot store NUL, and no id of Microsoft's holds a control character.
const id = z
  .string()
  .max(1_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  .regex(/^[^\u0000-\u001f\u007f]*$/);
const account = z.looseObject({ id: id.min(1), name: z.string().max(1_000).nullish(), aadObjectId: id.nullish(), tenantId: id.nullish() });

/**
 * What every activity must have before anything looks at it; the rest is read where it is used.
 * https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md
 */
export const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  name: z.string().max(100).nullish(),
  channelId: z.string().max(100),
  serviceUrl: id.min(1),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  replyToId: id.nullish(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: id.min(1),
    name: z.string().max(1_000).nullish(),
    conversationType: z.string().max(100).nullish(),
    tenantId: id.nullish(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: id.nullish() }).nullish() }).nullish(),
});

export type Activity = z.infer<typeof activitySchema>;

/** Every tenant that an activity names. */
export function tenantsIn({ conversation, channelData, from }: Activity): string[] {
  return [channelData?.tenant?.id, conversation.tenantId, from.tenantId].flatMap((one) => (one ? [one.toLowerCase()] : []));
}
