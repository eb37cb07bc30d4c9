import { z } from 'zod';
import type { Sender, SubmitRequest } from '../../chat/request.ts';
import { senderOf, teamSchema, userSchema } from './sender.ts';
import { readState, stateSchema, usersIn } from './state.ts';

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission */
const schema = z.object({
  type: z.literal('view_submission'),
  team: teamSchema,
  user: userSchema,
  view: z.object({
    id: z.string().min(1),
    private_metadata: z.string().default(''),
    title: z.object({ text: z.string() }).optional(),
    state: stateSchema,
  }),
});

const metadataSchema = z.object({ draft: z.string() });

export interface ParsedSubmission {
  readonly request: SubmitRequest;
  readonly viewId: string;
  readonly title: string;
}

/**
 * @param membersOf member ids by Slack user id, for the people that were picked
 * @throws ZodError when the payload is not a submitted form
 */
export async function parseSubmission(
  body: unknown,
  membersOf: (sender: Sender, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ParsedSubmission> {
  const { team, user, view } = schema.parse(body);
  const sender = senderOf(team.id, user, undefined);
  const users = usersIn(view.state);
  const members = users.length > 0 ? await membersOf(sender, users) : new Map<string, string>();
  return {
    viewId: view.id,
    title: view.title?.text ?? '',
    request: {
      type: 'submit',
      sender,
      deliveryId: view.id,
      draftId: draftOf(view.private_metadata),
      values: readState(view.state, members),
    },
  };
}

// A view of another version has no draft; chat then says that the form is too old.
function draftOf(metadata: string): string {
  try {
    return metadataSchema.parse(JSON.parse(metadata)).draft;
  } catch {
    return '';
  }
}
