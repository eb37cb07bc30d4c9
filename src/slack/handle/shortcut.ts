import type { Block } from '../../chat/block.ts';
import { describeError } from '../base/describe-error.ts';
import { type ParsedShortcut, parseShortcut } from '../parse/shortcut.ts';
import { drawMessage } from '../render/message.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { openForm } from './open-form.ts';
import { reopenBlocks } from './reopen.ts';

/** Answers an entry of a message's menu: a form over the conversation, or a sentence that only the asker sees. Never throws. */
export async function onShortcut(deps: Deps, body: unknown, ack: () => Promise<void>): Promise<void> {
  await ack();
  let parsed: ParsedShortcut;
  try {
    parsed = await parseShortcut(body, (sender, ids) => deps.people.namesOf(sender.workspaceId, ids));
  } catch (error) {
    deps.log.warn(describeError(error), 'A message_action payload could not be read');
    return;
  }
  const blocks = await answer(deps, parsed).catch((error: unknown) => broken(error, 'shortcut', deps.log));
  if (blocks !== null) await deps.respond(parsed.responseUrl, drawMessage(blocks), 'new', deps.timing.respond);
}

/** @returns null when a form says it all */
async function answer(deps: Deps, parsed: ParsedShortcut): Promise<readonly Block[] | null> {
  const { request } = parsed;
  const outcome = await deps.chat(request);
  switch (outcome.type) {
    case 'message':
    case 'update':
      return outcome.blocks;
    case 'form': {
      const opened = await openForm(deps, outcome.view, request.sender.workspaceId, parsed.triggerId, 'open');
      return opened === 'opened' ? null : reopenBlocks(request, opened);
    }
    default:
      throw new Error(`A message’s menu entry may not be answered with ${outcome.type}.`);
  }
}
