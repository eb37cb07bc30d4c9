import { z } from 'zod';
import type { Sender, SubmitRequest } from '../../chat/request.ts';
import { draftIn } from './draft-in.ts';
import { senderOf, teamSchema, userSchema } from './sender.ts';
import { chosenIn, readState, stateSchema, usersIn } from './state.ts';

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
      draftId: draftIn(view.private_metadata),
      values: readState(view.state, members),
      chosen: chosenIn(view.state),
    },
  };
}
