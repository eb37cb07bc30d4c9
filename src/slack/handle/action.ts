import type { Block } from '../../chat/block.ts';
import { describeError } from '../describe-error.ts';
import { type ParsedAction, parseAction } from '../parse/action.ts';
import { drawMessage } from '../render/message.ts';
import { drawResult } from '../render/result.ts';
import type { Manner } from '../respond.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { openForm } from './open-form.ts';
import { reopenBlocks } from './reopen.ts';

/**
 * Answers a pressed button. The HTTP answer is empty and goes first, as Slack shows nothing of it; what is to be seen follows through
 * response_url, which works for messages that everybody sees and for those that only the asker does.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export async function onAction(deps: Deps, body: unknown, ack: () => Promise<void>): Promise<void> {
  await ack();
  let parsed: ParsedAction;
  try {
    parsed = parseAction(body);
  } catch (error) {
    // Nobody can be told: the address of the answer is in what could not be read.
    deps.log.warn(describeError(error), 'A block_actions payload could not be read');
    return;
  }
  try {
    await run(deps, parsed);
  } catch (error) {
    await tell(deps, parsed, broken(error, 'action', deps.log), 'new');
  }
}

async function run(deps: Deps, parsed: ParsedAction): Promise<void> {
  const { request } = parsed;
  const outcome = await deps.chat(request);
  switch (outcome.type) {
    case 'message':
      return tell(deps, parsed, outcome.blocks, 'new');
    case 'update':
      return tell(deps, parsed, outcome.blocks, 'replace');
    case 'form': {
      const how = parsed.viewTitle === null ? 'open' : 'push';
      const opened = await openForm(deps, outcome.view, request.sender.workspaceId, parsed.triggerId, how);
      if (opened !== 'opened') await tell(deps, parsed, reopenBlocks(request, opened), 'new');
      return;
    }
    case 'errors':
      throw new Error('Only a form may be answered with errors.');
    default: {
      const unknown: never = outcome;
      return unknown;
    }
  }
}

/** The ladder: response_url; a message to the person alone in the channel (RELIABILITY F-30); in a form, a view over it. */
async function tell(deps: Deps, parsed: ParsedAction, blocks: readonly Block[], manner: Manner): Promise<void> {
  const { sender } = parsed.request;
  if (parsed.viewTitle !== null) {
    const view = drawResult(parsed.viewTitle || 'Millrace', blocks);
    await attempt(deps, 'views.push', { trigger_id: parsed.triggerId, view });
    return;
  }
  const message = drawMessage(blocks);
  if (await deps.respond(parsed.responseUrl, message, manner, deps.timing.respond)) return;
  if (sender.place.externalId !== '')
    await attempt(deps, 'chat.postEphemeral', { channel: sender.place.externalId, user: sender.userId, ...message });
}

async function attempt(deps: Deps, method: string, args: Record<string, unknown>): Promise<void> {
  try {
    await deps.client.apiCall(method, args);
  } catch (error) {
    deps.log.error({ ...describeError(error), method }, 'An answer could not be shown');
  }
}
