import type { Act, Person, StateValues } from '../../wire/protocol.ts';
import { isObject, type Json, objects } from '../judge/json.ts';
import { sendInteraction } from '../world/dispatch.ts';
import { findElement, optionsOf, type Placed } from '../world/elements.ts';
import { stateField, stateOf } from '../world/form-state.ts';
import { tsNow } from '../world/messages.ts';
import { envelope, originJson } from '../world/payloads.ts';
import { newReplyUrl } from '../world/reply-addresses.ts';
import { newTrigger } from '../world/triggers.ts';
import { changeView } from '../world/views.ts';
import type { World } from '../world/world.ts';
import { isView, originOf } from './origin.ts';
import { alerted, failureOf, type Outcome, stopped } from './outcome.ts';

type Click = Extract<Act, { type: 'click' }>;

const GONE = 'That is no longer there.';

/** Someone uses an element of a message or view: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export async function click(world: World, person: Person, act: Click): Promise<Outcome> {
  let origin = originOf(world, person, act.container);
  const placed = origin && findElement(origin.blocks, act.action.block_id, act.action.action_id);
  // Words typed just before a form closed reach nobody; Slack's client, too, says nothing of them.
  if (!origin && act.container.type === 'view' && act.action.type === 'plain_text_input') return { ok: true };
  if (!origin || !placed) return stopped(GONE);
  const action = actionJson(world, placed, act.action);
  if (!action) return stopped('That choice is not offered.');
  const state = withAction(act.state ?? {}, placed, action);
  if (isView(origin)) origin = changeView(world, origin, { typed: { ...origin.typed, ...state } });
  const channelId = isView(origin) ? origin.channel : origin.channel;
  const channel = channelId === null ? undefined : world.channels.get(channelId);
  const payload: Json = {
    ...envelope(world, 'block_actions', person),
    ...originJson(world, origin, channel),
    trigger_id: newTrigger(world, person.id, channelId),
    ...(isView(origin)
      ? {}
      : {
          state: { values: stateOf(origin.blocks, state, origin.channel) },
          response_url: newReplyUrl(world, { personId: person.id, channel: origin.channel, ts: origin.ts, threadTs: origin.threadTs }),
        }),
    actions: [action],
  };
  const answer = await sendInteraction(world, payload);
  const failure = failureOf(answer);
  return failure ? alerted(world, `This ${word(placed)} ${failure}.`, answer) : { ok: true, answer };
}

function word(placed: Placed): string {
  return placed.element.type === 'button' ? 'button' : 'choice';
}

/**
 * `actions[0]` as Slack sends it. Only what was chosen comes from the person; text, value and options come from the message,
 * so that nobody can click what the bot never offered. `undefined` for an option that is not there.
 */
function actionJson(world: World, { block, element }: Placed, given: Json): Json | undefined {
  const base = { type: element.type, block_id: block.block_id, action_id: element.action_id, action_ts: tsNow(world) };
  if (element.type === 'feedback_buttons') {
    const chosen = [element.positive_button, element.negative_button].filter(isObject).find((button) => button.value === given.value);
    return chosen && { ...base, text: chosen.text, value: chosen.value };
  }
  const field = element.type === 'overflow' ? 'selected_option' : stateField(element.type);
  if (field === undefined) {
    const { text, value, url, style, confirm, icon } = element;
    return JSON.parse(JSON.stringify({ ...base, text, value, url, style, confirm, icon }));
  }
  const offered = optionsOf(element);
  const stored = (option: Json) => (offered.length === 0 ? option : offered.find((one) => one.value === option.value));
  const echo = { ...base, ...(element.placeholder ? { placeholder: element.placeholder } : {}) };
  if (field === 'selected_options') {
    const chosen = objects(given.selected_options).map(stored);
    return chosen.includes(undefined) ? undefined : { ...echo, selected_options: chosen };
  }
  if (field === 'selected_option' && isObject(given.selected_option)) {
    const chosen = stored(given.selected_option);
    return chosen && { ...echo, selected_option: chosen };
  }
  return { ...echo, [field]: given[field] ?? null };
}

/** The state already shows what this action chose. */
function withAction(state: StateValues, { block, element }: Placed, action: Json): StateValues {
  const field = stateField(element.type);
  if (field === undefined) return state;
  const blockId = String(block.block_id);
  return { ...state, [blockId]: { ...state[blockId], [String(element.action_id)]: { type: element.type, [field]: action[field] } } };
}
