import { z } from 'zod';
import type { ActionRequest } from '../../chat/request.ts';
import { writeReturnTo } from './return-to.ts';
import { channelSchema, senderOf, teamSchema, userSchema } from './sender.ts';

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const schema = z.object({
  type: z.literal('block_actions'),
  team: teamSchema,
  user: userSchema,
  channel: channelSchema.optional(),
  trigger_id: z.string().min(1),
  response_url: z.string().optional(),
  view: z.object({ id: z.string(), title: z.object({ text: z.string() }).optional() }).nullish(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
});

const valueSchema = z.object({ d: z.unknown(), n: z.string().min(1).optional() });

export interface ParsedAction {
  readonly request: ActionRequest;
  readonly triggerId: string;
  /** Empty for a button in a form, which has no message. */
  readonly responseUrl: string;
  /** The title of the form that the button stands in. */
  readonly viewTitle: string | null;
}

/** @throws ZodError when the payload is not a pressed button */
export function parseAction(body: unknown): ParsedAction {
  const payload = schema.parse(body);
  const [pressed] = payload.actions;
  const { data, nonce } = readValue(pressed?.value);
  const responseUrl = payload.response_url ?? '';
  const request: ActionRequest = {
    type: 'action',
    sender: senderOf(payload.team.id, payload.user, payload.channel),
    deliveryId: payload.trigger_id,
    // A second button of one name in a block carries `#2` (render/button.ts).
    action: (pressed?.action_id ?? '').replace(/#\d+$/u, ''),
    data,
    // A button without a nonce was drawn outside of chat; each press is then an act of its own.
    nonce: nonce ?? payload.trigger_id,
  };
  return {
    request: responseUrl === '' ? request : { ...request, returnTo: writeReturnTo({ url: responseUrl, from: 'button' }) },
    triggerId: payload.trigger_id,
    responseUrl,
    viewTitle: payload.view ? (payload.view.title?.text ?? '') : null,
  };
}

// Buttons of another app version may carry anything; chat refuses data that its action does not know.
function readValue(value: string | undefined): { data: unknown; nonce: string | undefined } {
  try {
    const { d, n } = valueSchema.parse(JSON.parse(value ?? ''));
    return { data: d, nonce: n };
  } catch {
    return { data: undefined, nonce: undefined };
  }
}
