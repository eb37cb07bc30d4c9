import type { Person, StateValues } from '../../wire/protocol.ts';
import { judgeSubmissionAnswer } from '../judge/answer.ts';
import { isObject, type Json } from '../judge/json.ts';
import { parseJson } from '../world/arguments.ts';
import { type BotAnswer, sendInteraction } from '../world/dispatch.ts';
import { formErrors } from '../world/form-rules.ts';
import { stateOf } from '../world/form-state.ts';
import { envelope } from '../world/payloads.ts';
import { recordRefusal } from '../world/record.ts';
import { newTrigger } from '../world/triggers.ts';
import { changeView, closeAll, closeView, pushView, replaceView, viewJson } from '../world/views.ts';
import type { StoredView, World } from '../world/world.ts';
import { alerted, failureOf, type Outcome, stopped } from './outcome.ts';

/** A person sends a form: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export async function submit(world: World, person: Person, viewId: string, given: StateValues): Promise<Outcome> {
  const open = topView(world, person, viewId);
  if (!open) return stopped('That form is no longer open.');
  if (open.submit === undefined) return stopped('This form has nothing to send.');
  const state = stateOf(open.blocks, { ...open.typed, ...given }, open.channel);
  const fields = formErrors(open.blocks, state);
  const [first] = Object.values(fields);
  if (first !== undefined) return { ...stopped(first), fields };
  const view = changeView(world, open, { typed: state, errors: {} });
  const answer = await sendInteraction(world, {
    ...envelope(world, 'view_submission', person),
    trigger_id: newTrigger(world, person.id, view.channel),
    view: viewJson(world, view),
    response_urls: [],
  });
  return takeAnswer(world, view, answer);
}

/** Only the modal on top can be sent or closed. */
export function topView(world: World, person: Person, viewId: string): StoredView | undefined {
  return world.stacks.get(person.id)?.at(-1) === viewId ? world.views.get(viewId) : undefined;
}

function takeAnswer(world: World, submitted: StoredView, answer: BotAnswer): Outcome {
  const failure = failureOf(answer);
  if (failure) return alerted(world, `We had some trouble connecting. The form ${failure}.`, answer);
  // The bot may have replaced the view while it worked.
  const view = world.views.get(submitted.id);
  if (answer.body.trim() === '') {
    if (view) closeView(world, view);
    return { ok: true, answer };
  }
  const payload = parseJson(answer.body);
  const problems = judgeSubmissionAnswer(payload, (view ?? submitted).blocks);
  if (problems.length > 0 || !isObject(payload)) {
    const reason = recordRefusal(world, 'answer to view_submission', problems, payload ?? answer.body);
    return alerted(world, `We had some trouble connecting. Slack refused the app's answer. ${reason}`, answer);
  }
  if (view && !follow(world, view, payload))
    return alerted(world, 'Slack refused a fourth form: at most three may be open. push_limit_reached', answer);
  return { ok: true, answer };
}

/** Does what `response_action` asks for; false when the stack is full. */
function follow(world: World, view: StoredView, payload: Json): boolean {
  const next = isObject(payload.view) ? payload.view : {};
  if (payload.response_action === 'clear') closeAll(world, view.personId);
  else if (payload.response_action === 'errors') changeView(world, view, { errors: payload.errors as Record<string, string> });
  else if (payload.response_action === 'update') replaceView(world, view, next);
  else return pushView(world, { personId: view.personId, payload: next, channel: view.channel }) !== undefined;
  return true;
}
