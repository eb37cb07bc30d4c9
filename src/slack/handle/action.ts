import type { Block } from '../../chat/block.ts';
import type { Outcome } from '../../chat/outcome.ts';
import { describeError } from '../base/describe-error.ts';
import { type ParsedAction, parseAction } from '../parse/action.ts';
import { drawMessage } from '../render/message.ts';
import { drawResult } from '../render/result.ts';
import type { Manner } from '../send/respond.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { openForm } from './open-form.ts';
import { publishHome, publishPage } from './publish-home.ts';
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
    await show(deps, parsed, await deps.chat(parsed.request));
  } catch (error) {
    await tell(deps, parsed, broken(error, 'action', deps.log), 'new');
  }
}

async function show(deps: Deps, parsed: ParsedAction, outcome: Outcome): Promise<void> {
  const { request } = parsed;
  switch (outcome.type) {
    case 'message':
      return tell(deps, parsed, outcome.blocks, 'new');
    case 'update':
      return tell(deps, parsed, outcome.blocks, 'replace', outcome.wrote);
    case 'home':
      if (parsed.on.type !== 'home') return tell(deps, parsed, outcome.blocks, 'replace');
      await publishPage(deps, request.sender, outcome.blocks, null);
      return;
    case 'form': {
      const how = parsed.on.type === 'modal' ? 'push' : 'open';
      const opened = await openForm(deps, outcome.view, request.sender.workspaceId, parsed.triggerId, how);
      if (opened !== 'opened') await tell(deps, parsed, reopenBlocks(request, opened), 'new');
      return;
    }
    case 'nothing':
      return;
    case 'said':
    case 'options':
    case 'errors':
      throw new Error(`A button may not be answered with ${outcome.type}.`);
    default: {
      const unknown: never = outcome;
      return unknown;
    }
  }
}

/**
 * Where the answer stands:
 * 1. beside or in place of the message, through response_url; when that fails, a message to the person alone (RELIABILITY F-30);
 * 2. on top of the Home tab; when Slack does not take the page, a message in the person's own conversation with the bot;
 * 3. for a button in a form: over the form, which stays as it was typed; in its place, when the button did something.
 */
async function tell(deps: Deps, parsed: ParsedAction, blocks: readonly Block[], manner: Manner, wrote = false): Promise<void> {
  const { on, request, triggerId } = parsed;
  const { sender } = request;
  switch (on.type) {
    case 'home':
      if (await publishHome(deps, sender, blocks)) return;
      return attempt(deps, 'chat.postMessage', { channel: sender.userId, ...drawMessage(blocks) });
    case 'modal': {
      const view = drawResult(on.title || 'Millrace', blocks);
      return wrote
        ? attempt(deps, 'views.update', { view_id: on.viewId, view })
        : attempt(deps, 'views.push', { trigger_id: triggerId, view });
    }
    case 'message': {
      const message = drawMessage(blocks);
      if (await deps.respond(on.responseUrl, message, manner, deps.timing.respond)) return;
      const channel = sender.place.externalId;
      return channel === '' ? undefined : attempt(deps, 'chat.postEphemeral', { channel, user: sender.userId, ...message });
    }
    default: {
      const unknown: never = on;
      return unknown;
    }
  }
}

async function attempt(deps: Deps, method: string, args: Record<string, unknown>): Promise<void> {
  try {
    await deps.client.apiCall(method, args);
  } catch (error) {
    deps.log.error({ ...describeError(error), method }, 'An answer could not be shown');
  }
}
