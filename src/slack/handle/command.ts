import type { CommandRequest } from '../../chat/request.ts';
import { LATE, within } from '../../edge/within.ts';
import { type ParsedCommand, parseCommand } from '../parse/command.ts';
import { drawMessage, type SlackMessage } from '../render/message.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { openForm } from './open-form.ts';
import { reopenBlocks } from './reopen.ts';

/** The HTTP answer to a slash command; nothing when a form says it all. */
export type CommandAck = (body?: SlackMessage & { readonly response_type: 'ephemeral' }) => Promise<void>;

/**
 * Answers a slash command. What is ready in time is the body of the HTTP answer, without a further call. What is not: the person is
 * told to wait, and the answer follows through response_url.
 * https://docs.slack.dev/interactivity/implementing-slash-commands#responding_to_commands
 */
export async function onCommand(deps: Deps, body: unknown, ack: CommandAck): Promise<void> {
  const work = answer(deps, body);
  const first = await within(work, deps.timing.answer);
  if (first !== LATE) return ack(first.message === null ? undefined : { ...first.message, response_type: 'ephemeral' });

  await ack({ ...drawMessage([{ type: 'paragraph', spans: [{ type: 'text', text: 'One moment…' }] }]), response_type: 'ephemeral' });
  const { message, responseUrl } = await work;
  if (message !== null) await deps.respond(responseUrl, message, 'new', deps.timing.respond);
}

interface Answer {
  /** null: a form was opened. */
  readonly message: SlackMessage | null;
  readonly responseUrl: string;
}

/** Never throws. */
async function answer(deps: Deps, body: unknown): Promise<Answer> {
  let responseUrl = '';
  try {
    const parsed = parseCommand(body);
    responseUrl = parsed.responseUrl;
    return { message: await run(deps, parsed.request, parsed), responseUrl };
  } catch (error) {
    return { message: drawMessage(broken(error, 'command', deps.log)), responseUrl };
  }
}

async function run(deps: Deps, request: CommandRequest, parsed: ParsedCommand): Promise<SlackMessage | null> {
  const outcome = await deps.chat(request);
  switch (outcome.type) {
    case 'message':
    case 'update':
      return drawMessage(outcome.blocks);
    case 'form': {
      const opened = await openForm(deps, outcome.view, request.sender.workspaceId, parsed.triggerId, 'open');
      return opened === 'opened' ? null : drawMessage(reopenBlocks(request, opened));
    }
    default:
      throw new Error(`A command may not be answered with ${outcome.type}.`);
  }
}
