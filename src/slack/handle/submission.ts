import type { types } from '@slack/bolt';
import type { Outcome } from '../../chat/outcome.ts';
import type { Sender } from '../../chat/request.ts';
import { LATE, within } from '../../edge/within.ts';
import { describeError } from '../base/describe-error.ts';
import { readReturnTo } from '../parse/return-to.ts';
import { type ParsedSubmission, parseSubmission } from '../parse/submission.ts';
import { drawForm } from '../render/form.ts';
import { drawMessage } from '../render/message.ts';
import { drawResult } from '../render/result.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { fieldErrors } from './field-errors.ts';
import { accountsIn } from './open-form.ts';
import { publishHome } from './publish-home.ts';

/** https://docs.slack.dev/surfaces/modals#handling_submissions */
export type ViewAnswer =
  | { readonly response_action: 'clear' }
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView };

const SHORTEST_POST_MS = 250;

interface Submitted {
  readonly parsed: ParsedSubmission | null;
  readonly outcome: Outcome;
}

/**
 * Answers a submitted form. The answer closes it, marks fields, or shows the result; whether the result goes into the channel or into
 * the form is known before, so that it is shown in one place and never in none.
 */
export async function onSubmission(deps: Deps, body: unknown, ack: (answer: ViewAnswer) => Promise<void>): Promise<void> {
  const started = performance.now();
  const work = submit(deps, body);
  const first = await within(work, deps.timing.answer);
  if (first !== LATE) return ack(await answerView(deps, first, started));

  const title = titleOf(body);
  await ack({
    response_action: 'update',
    view: drawResult(title, [{ type: 'paragraph', spans: [{ type: 'text', text: 'One moment…' }] }]),
  });
  const late = await work;
  // The form is still on the screen, so the answer goes there.
  if (late.parsed) await showLate(deps, late.parsed, late.outcome);
}

/** Never throws. */
async function submit(deps: Deps, body: unknown): Promise<Submitted> {
  let parsed: ParsedSubmission | null = null;
  try {
    parsed = await parseSubmission(body, (sender, ids) => deps.people.membersOf(sender, ids, deps.askNames));
    return { parsed, outcome: await deps.chat(parsed.request) };
  } catch (error) {
    return { parsed, outcome: { type: 'message', blocks: broken(error, 'submission', deps.log), replayed: false } };
  }
}

async function answerView(deps: Deps, submitted: Submitted, started: number): Promise<ViewAnswer> {
  const { outcome, parsed } = submitted;
  const title = parsed?.title || 'Millrace';
  try {
    switch (outcome.type) {
      case 'errors':
        return await errorsAnswer(deps, outcome, parsed);
      case 'form':
        return { response_action: 'update', view: await redraw(deps, outcome.view, parsed) };
      case 'message':
      case 'update':
        return (await delivered(deps, parsed?.request.sender, outcome, started))
          ? { response_action: 'clear' }
          : { response_action: 'update', view: drawResult(title, outcome.blocks) };
      default:
        throw new Error(`A form may not be answered with ${outcome.type}.`);
    }
  } catch (error) {
    return { response_action: 'update', view: drawResult(title, broken(error, 'submission', deps.log)) };
  }
}

// What the person typed stays in Slack's form by itself, so only the sentences travel.
async function errorsAnswer(
  deps: Deps,
  outcome: Extract<Outcome, { type: 'errors' }>,
  parsed: ParsedSubmission | null,
): Promise<ViewAnswer> {
  const errors = fieldErrors(outcome.view, Object.keys(parsed?.request.values ?? {}), outcome.errors);
  return errors === null
    ? { response_action: 'update', view: await redraw(deps, outcome.view, parsed) }
    : { response_action: 'errors', errors };
}

/**
 * Is nothing left to be shown? The answer goes where the form came from, if that still takes it. So does the stored answer to a repeat:
 * it comes because the person saw none.
 */
async function delivered(
  deps: Deps,
  sender: Sender | undefined,
  outcome: Extract<Outcome, { type: 'message' | 'update' }>,
  started: number,
): Promise<boolean> {
  const to = readReturnTo(outcome.returnTo);
  if (!to || !sender) return false;
  const left = deps.timing.ackBy - (performance.now() - started);
  const timeout = Math.max(SHORTEST_POST_MS, Math.min(deps.timing.respondBeforeAck, left));
  if (to.from === 'home') return (await within(publishHome(deps, sender, outcome.blocks), timeout)) === true;
  const manner = outcome.type === 'update' && to.from === 'button' ? 'replace' : 'new';
  return deps.respond(to.url, drawMessage(outcome.blocks), manner, timeout);
}

async function showLate(deps: Deps, parsed: ParsedSubmission, outcome: Outcome): Promise<void> {
  try {
    const view =
      'view' in outcome
        ? await redraw(deps, outcome.view, parsed)
        : drawResult(parsed.title || 'Millrace', 'blocks' in outcome ? outcome.blocks : []);
    await deps.client.apiCall('views.update', { view_id: parsed.viewId, view });
  } catch (error) {
    deps.log.error(describeError(error), 'The result of a form could not be shown');
  }
}

async function redraw(
  deps: Deps,
  view: Extract<Outcome, { type: 'form' }>['view'],
  parsed: ParsedSubmission | null,
): Promise<types.ModalView> {
  return drawForm(view, parsed ? await accountsIn(deps, view, parsed.request.sender.workspaceId) : new Map());
}

function titleOf(body: unknown): string {
  const title = (body as { readonly view?: { readonly title?: { readonly text?: unknown } } } | null)?.view?.title?.text;
  return typeof title === 'string' && title !== '' ? title : 'Millrace';
}
