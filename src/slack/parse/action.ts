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
  view: z
    .object({ id: z.string(), type: z.enum(['modal', 'home']).default('modal'), title: z.object({ text: z.string() }).optional() })
    .nullish(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
});

const valueSchema = z.object({ d: z.unknown(), n: z.string().min(1).optional() });

export interface ParsedAction {
  readonly request: ActionRequest;
  readonly triggerId: string;
  readonly on: Surface;
}

/** What the button stands in. Only messages have an address to answer to. */
export type Surface =
  | { readonly type: 'message'; readonly responseUrl: string }
  | { readonly type: 'modal'; readonly viewId: string; readonly title: string }
  | { readonly type: 'home' };

/** @throws ZodError when the payload is not a pressed button */
export function parseAction(body: unknown): ParsedAction {
  const payload = schema.parse(body);
  const [pressed] = payload.actions;
  const { data, nonce } = readValue(pressed?.value);
  const on = surfaceOf(payload);
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
    request: { ...request, ...returnTo(on) },
    triggerId: payload.trigger_id,
    on,
  };
}

function surfaceOf({ view, response_url }: z.infer<typeof schema>): Surface {
  if (!view) return { type: 'message', responseUrl: response_url ?? '' };
  return view.type === 'home' ? { type: 'home' } : { type: 'modal', viewId: view.id, title: view.title?.text ?? '' };
}

function returnTo(on: Surface): Pick<ActionRequest, 'returnTo'> {
  if (on.type === 'home') return { returnTo: writeReturnTo({ url: '', from: 'home' }) };
  return on.type === 'message' && on.responseUrl !== '' ? { returnTo: writeReturnTo({ url: on.responseUrl, from: 'button' }) } : {};
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
